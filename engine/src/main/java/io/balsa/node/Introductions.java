package io.balsa.node;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.codec.ReadIndexRequestEncoder;
import io.balsa.core.Envelope;
import io.balsa.core.Raft;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * Makes this life of the node known: members that still mean an earlier one are not heard, so whoever starts says so instead
 * of waiting until it campaigns. The frame is a question nobody needs the answer to; what matters is its envelope. Loop
 * thread.
 */
final class Introductions {
    private static final long INTERVAL_NS = 10_000_000;
    private static final long NO_QUESTION = 0;

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(128);
    private final ReadIndexRequestEncoder request = new ReadIndexRequestEncoder();
    private int[] members = new int[0];
    private boolean[] isDue = new boolean[0];
    private int due;
    private long nextAtNs;

    /** A configuration took effect: everybody in it is introduced, once more or for the first time. */
    void onMembership(Membership membership) {
        List<Member> all = membership.all();
        members = new int[all.size()];
        isDue = new boolean[all.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = all.get(i).id();
            isDue[i] = true;
        }
        due = members.length;
    }

    /** A member means an earlier life of this node. */
    void onMistaken(int member) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == member && !isDue[i]) {
                isDue[i] = true;
                due++;
            }
        }
    }

    /** Introduces this node where that is due, as far as links are up, now and then. */
    void send(Raft raft, Links links, long nowNs) {
        if (due == 0 || nowNs - nextAtNs < 0) {
            return;
        }
        nextAtNs = nowNs + INTERVAL_NS;
        for (int i = 0; i < members.length; i++) {
            boolean isSelf = members[i] == raft.envelope().nodeId();
            if (isDue[i] && (isSelf || introduceTo(links.to(members[i])))) {
                isDue[i] = false;
                due--;
            }
        }
    }

    private boolean introduceTo(NodeLink link) {
        link.envelope(frame, ReadIndexRequestEncoder.TEMPLATE_ID, ReadIndexRequestEncoder.BLOCK_LENGTH);
        request.wrap(frame, Envelope.LENGTH).correlationId(NO_QUESTION);
        return link.send(frame, 0, request.limit());
    }
}
