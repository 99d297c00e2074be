package io.balsa.spi;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps what a transport delivers. */
public final class RecordedFrames implements TransportHandler, ClientTransport.FrameHandler {
    public final List<byte[]> fromPeers = new ArrayList<>();
    public final List<ClientFrame> fromClients = new ArrayList<>();
    public final List<byte[]> fromNode = new ArrayList<>();
    public final List<Long> goneClients = new ArrayList<>();

    /** A frame and the link it came over. */
    public record ClientFrame(long link, byte[] bytes) {}

    @Override
    public void onPeerFrame(DirectBuffer frame, int offset, int length) {
        fromPeers.add(copy(frame, offset, length));
    }

    @Override
    public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {
        fromClients.add(new ClientFrame(clientLink, copy(frame, offset, length)));
    }

    @Override
    public void onClientGone(long clientLink) {
        goneClients.add(clientLink);
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length) {
        fromNode.add(copy(frame, offset, length));
    }

    private static byte[] copy(DirectBuffer frame, int offset, int length) {
        byte[] copy = new byte[length];
        frame.getBytes(offset, copy);
        return copy;
    }
}
