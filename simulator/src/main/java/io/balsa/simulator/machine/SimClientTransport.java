package io.balsa.simulator.machine;

import io.balsa.spi.ClientTransport;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A remote client's end of a {@link SimNetwork}. A link comes up once the node is there and can be reached both ways, and is
 * lost at once when the node dies; when it is merely cut, nobody notices.
 */
public final class SimClientTransport implements ClientTransport {
    private static final long NO_LINK = 0;
    private static final int NOBODY = 0;

    private final SimNetwork network;
    private final int id;
    private final Runnable wake;
    private final ArrayDeque<Message> inbox = new ArrayDeque<>();
    private int node = NOBODY;
    private long clientLink = NO_LINK;
    private boolean isClosed;

    /**
     * @param id   negative: how links name this end
     * @param wake called when something arrived
     */
    public SimClientTransport(SimNetwork network, int id, Runnable wake) {
        this.network = network;
        this.id = id;
        this.wake = wake;
    }

    /** Address of a node, as configurations have it. */
    public static String addressOf(int nodeId) {
        return "node" + nodeId + ":1";
    }

    private static int nodeAt(String address) {
        return Integer.parseInt(address.substring("node".length(), address.lastIndexOf(':')));
    }

    int id() {
        return id;
    }

    int node() {
        return node;
    }

    @Override
    public void connect(String address) {
        unlink();
        node = nodeAt(address);
    }

    @Override
    public boolean isConnected() {
        return clientLink != NO_LINK;
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        if (clientLink == NO_LINK && node != NOBODY && !isClosed) {
            clientLink = network.linkClient(this);
        }
        int count = 0;
        while (count < limit && !inbox.isEmpty()) {
            Message message = inbox.remove();
            network.taken(message);
            handler.onFrame(message.frame(), 0, message.length());
            count++;
        }
        return count;
    }

    @Override
    public boolean send(DirectBuffer frame, int offset, int length) {
        Link link = network.link(id, node);
        Message message = clientLink == NO_LINK ? null : network.begin(link);
        if (message == null) {
            return false;
        }
        message.clientLink(clientLink);
        message.put(frame, offset, length);
        network.leave(message, link);
        return true;
    }

    void receive(Message message) {
        inbox.add(message);
        wake.run();
    }

    /** The link is no more. */
    void lose() {
        clientLink = NO_LINK;
        node = NOBODY;
        for (@Nullable Message message = inbox.poll(); message != null; message = inbox.poll()) {
            message.lose();
            network.retire(message);
        }
        wake.run();
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
        isClosed = true;
        unlink();
    }

    private void unlink() {
        if (clientLink != NO_LINK) {
            network.unlinkClient(clientLink, true);
        }
        lose();
    }
}
