package io.balsa.benchmarks.core;

import io.balsa.api.Membership;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import org.agrona.DirectBuffer;

/** Takes every frame and brings none; a subclass looks at what is sent. */
class SilentTransport implements Transport {
    private static final int MAX_FRAME_LENGTH = 1 << 20;

    @Override
    public void connect(Membership membership) {}

    @Override
    public int poll(TransportHandler handler, int limit) {
        return 0;
    }

    @Override
    public boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
        onHead(nodeId, frame, offset);
        return true;
    }

    @Override
    public boolean send(
            int nodeId,
            DirectBuffer head,
            int headOffset,
            int headLength,
            DirectBuffer body,
            int bodyOffset,
            int bodyLength) {
        onHead(nodeId, head, headOffset);
        return true;
    }

    /** A frame was sent, of which everything but the entries is in {@code head}. */
    void onHead(int nodeId, DirectBuffer head, int offset) {}

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        return true;
    }

    @Override
    public void disconnect(long clientLink) {}

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return MAX_FRAME_LENGTH;
    }

    @Override
    public void close() {}
}
