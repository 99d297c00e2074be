package io.balsa.node;

import io.balsa.core.Raft;
import io.balsa.spi.Transport;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The way from this node to one member or client. Loop thread. */
final class NodeLink {
    private final Raft raft;
    private final Transport transport;
    private final Counters counters;
    private final int memberId;
    private final long clientLink;

    private NodeLink(Raft raft, Transport transport, Counters counters, int memberId, long clientLink) {
        this.raft = raft;
        this.transport = transport;
        this.counters = counters;
        this.memberId = memberId;
        this.clientLink = clientLink;
    }

    static NodeLink toMember(Raft raft, Transport transport, Counters counters, int memberId) {
        return new NodeLink(raft, transport, counters, memberId, 0);
    }

    static NodeLink toClient(Raft raft, Transport transport, Counters counters, long clientLink) {
        return new NodeLink(raft, transport, counters, 0, clientLink);
    }

    /** Writes the envelope at the beginning of a frame that goes this way. */
    void envelope(MutableDirectBuffer frame, int templateId, int blockLength) {
        raft.envelope().write(frame, memberId, templateId, blockLength);
    }

    /** Sends one frame. @return false when there is no room now */
    boolean send(DirectBuffer frame, int offset, int length) {
        return memberId == 0
                ? transport.reply(clientLink, frame, offset, length)
                : transport.send(memberId, frame, offset, length);
    }

    int maxFrameLength() {
        return transport.maxFrameLength();
    }

    /** Leader as known here; 0 for none. */
    int leaderId() {
        return raft.leaderId();
    }

    /** Counts a frame of replies that was given up. */
    void dropped() {
        counters.add(Counter.REPLIES_DROPPED, 1);
    }
}
