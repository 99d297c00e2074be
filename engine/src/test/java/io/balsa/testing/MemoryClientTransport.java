package io.balsa.testing;

import io.balsa.spi.ClientTransport;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A client's end of a {@link MemoryNetwork}. Links at {@code poll}, as soon as the node is open. */
final class MemoryClientTransport implements ClientTransport {
    private final MemoryNetwork network;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private @Nullable String address;
    private @Nullable MemoryTransport node;
    private long link;
    private boolean closed;

    MemoryClientTransport(MemoryNetwork network) {
        this.network = network;
    }

    @Override
    public void connect(String address) {
        unlink();
        this.address = address;
    }

    @Override
    public boolean isConnected() {
        return node != null;
    }

    boolean isLinkedTo(int nodeId) {
        return node != null && node.nodeId() == nodeId;
    }

    boolean isQuiet() {
        return frames.isEmpty();
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        if (node == null && address != null && !closed) {
            node = network.node(address);
            if (node != null) {
                link = network.linked(this);
            }
        }
        int count = 0;
        while (count < limit && !frames.isEmpty()) {
            byte[] frame = frames.remove();
            handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
            count++;
        }
        return count;
    }

    @Override
    public boolean send(DirectBuffer frame, int offset, int length) {
        if (node == null) {
            return false;
        }
        node.receiveFromClient(link, MemoryNetwork.copy(frame, offset, length));
        return true;
    }

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return MemoryNetwork.MAX_FRAME_LENGTH;
    }

    @Override
    public void close() {
        closed = true;
        unlink();
    }

    void receive(byte[] frame) {
        frames.add(frame);
    }

    void nodeClosed(int nodeId) {
        if (isLinkedTo(nodeId)) {
            network.unlinked(link);
            node = null;
            frames.clear();
        }
    }

    private void unlink() {
        MemoryTransport present = node;
        if (present != null) {
            present.clientGone(link);
            network.unlinked(link);
            node = null;
        }
        frames.clear();
    }
}
