package io.balsa.testing;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A network of nodes and clients within one thread. Frames wait at their receiver in the order they were sent and are taken
 * by its {@code poll}; nothing moves by itself, so a test sees the same run every time.
 *
 * <p>Links between nodes have a direction and can be cut (frames vanish, the sender does not notice), held (frames wait until
 * released), made to drop or duplicate, or given a small capacity. A closed node is not connected: {@code send} to it returns
 * false.
 */
public final class MemoryNetwork {
    /** Longest frame of every transport of this network, in bytes. */
    public static final int MAX_FRAME_LENGTH = 2 * 1024 * 1024;

    private final Map<Integer, MemoryTransport> nodes = new TreeMap<>();
    private final Map<Long, MemoryClientTransport> linkedClients = new HashMap<>();
    private final Map<Long, MemoryLink> links = new HashMap<>();
    private long lastClientLink;

    /** The members 1 to {@code count}, at addresses of this network. */
    public static Membership membership(int count) {
        List<Member> members = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            members.add(new Member(id, address(id), Member.DEFAULT_PRIORITY));
        }
        return Membership.of(members);
    }

    /** Where clients find a node. */
    public static String address(int nodeId) {
        return "memory:" + nodeId;
    }

    /** Opens the transport of a node, which must not be open. What was sent to an earlier one is lost. */
    public Transport transport(int nodeId) {
        if (nodes.containsKey(nodeId)) {
            throw new IllegalStateException("node " + nodeId + " is open");
        }
        MemoryTransport opened = new MemoryTransport(this, nodeId);
        nodes.put(nodeId, opened);
        return opened;
    }

    /** Opens a client. */
    public ClientTransport client() {
        return new MemoryClientTransport(this);
    }

    /** The link from one node to another, to be disturbed. */
    public MemoryLink link(int from, int to) {
        return links.computeIfAbsent((long) from << 32 | to, key -> new MemoryLink());
    }

    /** Cuts every link from and to a node. */
    public void isolate(int nodeId) {
        for (int other : nodes.keySet()) {
            if (other != nodeId) {
                link(nodeId, other).cut();
                link(other, nodeId).cut();
            }
        }
    }

    /** Undoes every cut, hold and limit; frames that were held are delivered. */
    public void heal() {
        links.values().forEach(MemoryLink::heal);
    }

    /** Whether a frame waits anywhere. */
    public boolean isQuiet() {
        return links.values().stream().allMatch(MemoryLink::isEmpty)
                && nodes.values().stream().allMatch(MemoryTransport::isQuiet)
                && linkedClients.values().stream().allMatch(MemoryClientTransport::isQuiet);
    }

    boolean send(int from, int to, byte[] frame) {
        MemoryTransport receiver = nodes.get(to);
        return receiver != null && receiver.knows(from) && link(from, to).offer(frame);
    }

    List<MemoryLink> linksTo(int nodeId) {
        List<MemoryLink> into = new ArrayList<>();
        for (int from : new TreeMap<>(nodes).keySet()) {
            into.add(link(from, nodeId));
        }
        return into;
    }

    void closed(int nodeId) {
        nodes.remove(nodeId);
        links.forEach((ends, link) -> {
            if (ends.intValue() == nodeId) {
                link.clear();
            }
        });
        List.copyOf(linkedClients.values()).forEach(client -> client.nodeClosed(nodeId));
    }

    @Nullable
    MemoryTransport node(String address) {
        for (Map.Entry<Integer, MemoryTransport> node : nodes.entrySet()) {
            if (address(node.getKey()).equals(address)) {
                return node.getValue();
            }
        }
        return null;
    }

    long linked(MemoryClientTransport client) {
        linkedClients.put(++lastClientLink, client);
        return lastClientLink;
    }

    void unlinked(long clientLink) {
        linkedClients.remove(clientLink);
    }

    @Nullable
    MemoryClientTransport client(long clientLink) {
        return linkedClients.get(clientLink);
    }

    static byte[] copy(DirectBuffer frame, int offset, int length) {
        if (length > MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException("a frame of " + length + " bytes is longer than " + MAX_FRAME_LENGTH);
        }
        byte[] copy = new byte[length];
        frame.getBytes(offset, copy);
        return copy;
    }
}
