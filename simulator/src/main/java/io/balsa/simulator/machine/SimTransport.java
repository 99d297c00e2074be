package io.balsa.simulator.machine;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** A node's end of a {@link SimNetwork}, in one life of its process. */
public final class SimTransport implements Transport {
    /** More that was not taken yet is lost, as by a socket's buffer. */
    private static final int MOST_WAITING = 4096;

    private final SimNetwork network;
    private final int nodeId;
    private final Runnable wake;
    private final ArrayDeque<Message> inbox = new ArrayDeque<>();
    private final Int2ObjectHashMap<Link> peers = new Int2ObjectHashMap<>();
    private final ArrayDeque<Long> goneClients = new ArrayDeque<>();
    private boolean isClosed;

    /** {@code wake}: called when something arrived. */
    public SimTransport(SimNetwork network, int nodeId, Runnable wake) {
        this.network = network;
        this.nodeId = nodeId;
        this.wake = wake;
        network.attach(nodeId, this);
    }

    void receive(Message message) {
        if (inbox.size() == MOST_WAITING) {
            message.lose();
            network.retire(message);
        } else {
            inbox.add(message);
            wake.run();
        }
    }

    @Override
    public void connect(Membership membership) {
        peers.clear();
        for (Member member : membership.all()) {
            if (member.id() != nodeId) {
                peers.put(member.id(), network.link(nodeId, member.id()));
            }
        }
    }

    @Override
    public int poll(TransportHandler handler, int limit) {
        int count = 0;
        while (count < limit && !inbox.isEmpty()) {
            Message message = inbox.remove();
            network.taken(message);
            if (message.clientLink() == 0) {
                handler.onPeerFrame(message.frame(), 0, message.length());
            } else if (network.client(message.clientLink(), nodeId) != null) {
                handler.onClientFrame(message.clientLink(), message.frame(), 0, message.length());
            }
            count++;
        }
        while (!goneClients.isEmpty()) {
            handler.onClientGone(goneClients.remove());
        }
        return count;
    }

    void clientGone(long clientLink) {
        goneClients.add(clientLink);
        wake.run();
    }

    @Override
    public boolean send(int to, DirectBuffer frame, int offset, int length) {
        return send(to, frame, offset, length, frame, 0, 0);
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
        if (headLength + bodyLength > SimNetwork.MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a frame of " + (headLength + bodyLength) + " bytes is longer than " + SimNetwork.MAX_FRAME_LENGTH);
        }
        Link link = isClosed ? null : peers.get(to);
        Message message = link == null ? null : network.begin(link);
        if (link == null || message == null) {
            return false;
        }
        message.put(head, headOffset, headLength);
        message.put(body, bodyOffset, bodyLength);
        network.leave(message, link);
        return true;
    }

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        SimClientTransport client = isClosed ? null : network.client(clientLink, nodeId);
        Link link = client == null ? null : network.link(nodeId, client.id());
        Message message = link == null ? null : network.begin(link);
        if (link == null || message == null) {
            return false;
        }
        message.clientLink(clientLink);
        message.put(frame, offset, length);
        network.leave(message, link);
        return true;
    }

    @Override
    public void disconnect(long clientLink) {
        if (network.client(clientLink, nodeId) != null) {
            network.unlinkClient(clientLink, false);
        }
    }

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public int maxFrameLength() {
        return SimNetwork.MAX_FRAME_LENGTH;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        network.attach(nodeId, null);
        for (@Nullable Message message = inbox.poll(); message != null; message = inbox.poll()) {
            message.lose();
            network.retire(message);
        }
    }
}
