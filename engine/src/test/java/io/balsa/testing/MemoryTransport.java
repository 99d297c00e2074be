package io.balsa.testing;

import io.balsa.api.Membership;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A node's end of a {@link MemoryNetwork}. */
final class MemoryTransport implements Transport {
    private final MemoryNetwork network;
    private final int nodeId;
    private final Deque<ClientFrame> fromClients = new ArrayDeque<>();
    private final Deque<Long> goneClients = new ArrayDeque<>();
    private final Set<Integer> connected = new HashSet<>();
    private boolean closed;

    MemoryTransport(MemoryNetwork network, int nodeId) {
        this.network = network;
        this.nodeId = nodeId;
    }

    private record ClientFrame(long link, byte[] bytes) {}

    int nodeId() {
        return nodeId;
    }

    /** Frames of strangers arrive as well: a node listens before it knows its members. */
    boolean knows(int from) {
        return from != nodeId;
    }

    boolean isQuiet() {
        return fromClients.isEmpty() && goneClients.isEmpty();
    }

    @Override
    public void connect(Membership membership) {
        connected.clear();
        membership.all().forEach(member -> connected.add(member.id()));
    }

    @Override
    public int poll(TransportHandler handler, int limit) {
        if (closed) {
            return 0;
        }
        int frames = 0;
        for (MemoryLink link : network.linksTo(nodeId)) {
            byte[] frame;
            while (frames < limit && (frame = link.take()) != null) {
                handler.onPeerFrame(new UnsafeBuffer(frame), 0, frame.length);
                frames++;
            }
        }
        while (!goneClients.isEmpty()) {
            handler.onClientGone(goneClients.remove());
        }
        while (frames < limit && !fromClients.isEmpty()) {
            ClientFrame frame = fromClients.remove();
            handler.onClientFrame(frame.link(), new UnsafeBuffer(frame.bytes()), 0, frame.bytes().length);
            frames++;
        }
        return frames;
    }

    @Override
    public boolean send(int to, DirectBuffer frame, int offset, int length) {
        return !closed && connected.contains(to) && network.send(nodeId, to, MemoryNetwork.copy(frame, offset, length));
    }

    @Override
    public boolean send(
            int to,
            DirectBuffer head,
            int headOffset,
            int headLength,
            DirectBuffer body,
            int bodyOffset,
            int bodyLength) {
        UnsafeBuffer whole = new UnsafeBuffer(new byte[headLength + bodyLength]);
        whole.putBytes(0, head, headOffset, headLength);
        whole.putBytes(headLength, body, bodyOffset, bodyLength);
        return send(to, whole, 0, whole.capacity());
    }

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        MemoryClientTransport client = closed ? null : network.client(clientLink);
        if (client == null || !client.isLinkedTo(nodeId)) {
            return false;
        }
        client.receive(MemoryNetwork.copy(frame, offset, length));
        return true;
    }

    @Override
    public void disconnect(long clientLink) {
        MemoryClientTransport client = network.client(clientLink);
        if (client != null && client.isLinkedTo(nodeId)) {
            client.nodeClosed(nodeId);
            goneClients.remove(clientLink);
        }
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
        if (!closed) {
            closed = true;
            network.closed(nodeId);
        }
    }

    void receiveFromClient(long link, byte[] frame) {
        fromClients.add(new ClientFrame(link, frame));
    }

    void clientGone(long link) {
        goneClients.add(link);
    }
}
