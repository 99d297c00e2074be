package io.balsa.node;

import io.balsa.codec.ReadIndexReplyEncoder;
import io.balsa.core.Envelope;
import org.agrona.ExpandableArrayBuffer;

/**
 * The leader's side of reads on followers: each question waits for a round that confirms the leadership, and is answered
 * with the read index of the moment it came. Loop thread.
 */
final class ReadGrants {
    private static final long NOT_LEADER = -1;
    private static final int NOBODY = 0;

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(128);
    private final ReadIndexReplyEncoder reply = new ReadIndexReplyEncoder();
    private final int mask;
    private final int[] members;
    private final long[] questions;
    private final long[] rounds;
    private final long[] readIndices;
    private final Context context;
    private long oldest;
    private long next;
    private long term;

    ReadGrants(Context context) {
        this.context = context;
        int capacity = context.limits().backlogs().maxReadRounds();
        mask = capacity - 1;
        members = new int[capacity];
        questions = new long[capacity];
        rounds = new long[capacity];
        readIndices = new long[capacity];
    }

    /** A member asks. When too many do, the question is dropped, and asked again. */
    void onQuestion(int member, long question) {
        forgetOtherTerms();
        long round = context.raft().openRead();
        if (round < 0) {
            answer(member, question, NOT_LEADER);
        } else if (next - oldest <= mask) {
            int slot = (int) next++ & mask;
            members[slot] = member;
            questions[slot] = question;
            rounds[slot] = round;
            readIndices[slot] = context.raft().readIndex();
        }
    }

    /**
     * A member begins another life, in which it numbers its questions from 1 again: what is granted to the earlier life would be
     * taken for the answer to a later question, with a read index from before it.
     */
    void onReborn(int member) {
        for (long i = oldest; i < next; i++) {
            int slot = (int) i & mask;
            if (members[slot] == member) {
                members[slot] = NOBODY;
            }
        }
    }

    /** Answers the questions whose round is confirmed. */
    int grant() {
        if (oldest == next) {
            return 0;
        }
        forgetOtherTerms();
        long confirmed = context.raft().confirmedRound();
        int granted = 0;
        for (; oldest < next && rounds[(int) oldest & mask] <= confirmed; oldest++) {
            int slot = (int) oldest & mask;
            answer(members[slot], questions[slot], readIndices[slot]);
            granted++;
        }
        return granted;
    }

    /** A round of one leadership says nothing of the reads of another. */
    private void forgetOtherTerms() {
        boolean isSame = context.isLeader() && context.raft().term() == term;
        if (!isSame) {
            for (; oldest < next; oldest++) {
                int slot = (int) oldest & mask;
                answer(members[slot], questions[slot], NOT_LEADER);
            }
            term = context.raft().term();
        }
    }

    private void answer(int member, long question, long readIndex) {
        if (member == NOBODY) {
            return;
        }
        NodeLink link = context.links().to(member);
        link.envelope(frame, ReadIndexReplyEncoder.TEMPLATE_ID, ReadIndexReplyEncoder.BLOCK_LENGTH);
        reply.wrap(frame, Envelope.LENGTH).correlationId(question).readIndex(readIndex);
        link.send(frame, 0, reply.limit());
    }
}
