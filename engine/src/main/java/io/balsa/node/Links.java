package io.balsa.node;

import io.balsa.core.Raft;
import io.balsa.spi.Transport;
import org.agrona.collections.Int2ObjectHashMap;

/** The ways to members, each made once. Loop thread. */
final class Links {
    private final Int2ObjectHashMap<NodeLink> members = new Int2ObjectHashMap<>();
    private final Raft raft;
    private final Transport transport;
    private final Counters counters;

    Links(Raft raft, Transport transport, Counters counters) {
        this.raft = raft;
        this.transport = transport;
        this.counters = counters;
    }

    /** The way to a member. */
    NodeLink to(int memberId) {
        NodeLink link = members.get(memberId);
        if (link == null) {
            link = NodeLink.toMember(raft, transport, counters, memberId);
            members.put(memberId, link);
        }
        return link;
    }

    /** The way to a client; a new one each time. */
    NodeLink toClient(long clientLink) {
        return NodeLink.toClient(raft, transport, counters, clientLink);
    }
}
