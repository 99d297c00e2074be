package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Keeps what was sent. A link without room takes nothing. */
final class RecordingTransport implements Transport {
    final List<Scripted.Sent> sent = new ArrayList<>();
    private final TreeMap<Integer, byte[]> lastBytes = new TreeMap<>();
    final TreeSet<Integer> withoutRoom = new TreeSet<>();
    int maxFrameLength = 1 << 15;

    @Override
    public boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
        return send(nodeId, frame, offset, length, frame, 0, 0);
    }

    @Override
    public boolean send(int nodeId, DirectBuffer head, int at, int headLength, DirectBuffer body, int o, int length) {
        Check.that(nodeId > 0, "a frame is sent to a member", nodeId, length);
        if (withoutRoom.contains(nodeId)) {
            return false;
        }
        byte[] bytes = new byte[headLength + length];
        head.getBytes(at, bytes, 0, headLength);
        body.getBytes(o, bytes, headLength, length);
        lastBytes.put(nodeId, bytes);
        sent.add(new Scripted.Sent(nodeId, Wire.decode(bytes)));
        return true;
    }

    /** The latest frame to a member, as it left. */
    byte[] lastBytes(int nodeId) {
        return lastBytes.get(nodeId).clone();
    }

    @Override
    public void connect(Membership membership) {}

    @Override
    public int poll(TransportHandler handler, int limit) {
        return 0;
    }

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        return false;
    }

    @Override
    public void disconnect(long clientLink) {}

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return maxFrameLength;
    }

    @Override
    public void close() {}
}
