package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.api.StateMachine;
import io.balsa.codec.ReadIndexRequestEncoder;
import io.balsa.config.LimitsConfig;
import io.balsa.core.Envelope;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Linearizable reads (ReadIndex, dissertation §6.4), in the order in which they came. All that arrive in one turn share one
 * question: a leader confirms its leadership with a round of its own, a follower asks the leader for a read index. When the
 * answer is there and applied, all of them are answered here. A question that gets none is asked anew for everybody: a read
 * changes nothing, so that is always allowed. Loop thread.
 */
final class Queries {
    private static final int SOURCE_OFFSET = 0;
    private static final int CORRELATION_OFFSET = 8;
    private static final int DEADLINE_OFFSET = 16;
    private static final int KIND_OFFSET = 24;
    private static final int LENGTH_OFFSET = 28;
    private static final int HEADER_LENGTH = 32;

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(128);
    private final ReadIndexRequestEncoder request = new ReadIndexRequestEncoder();
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final Origin origin = new Origin();
    private final Context context;
    private final StateMachine stateMachine;
    private final ResultBuffer result;
    private final Answers answers;
    private final RecordQueue reads;
    private final ReadQuestions questions;
    private int waiting;
    private long askedUpTo;
    private long lastQuestion;
    private long knownTerm;
    private int knownLeader;
    private long pausedUntilNs;

    Queries(Context context, StateMachine stateMachine, ResultBuffer result, Answers answers) {
        this.context = context;
        this.stateMachine = stateMachine;
        this.result = result;
        this.answers = answers;
        LimitsConfig.Backlogs backlogs = context.limits().backlogs();
        this.reads = new RecordQueue(1024, backlogs.maxPendingReadBytes());
        this.questions = new ReadQuestions(backlogs.maxReadRounds());
    }

    /** Takes a read over. @return false when there is no room */
    boolean add(Origin from, long deadlineNs, DirectBuffer query, int offset, int length) {
        if (waiting >= context.limits().maxPendingReads()) {
            return false;
        }
        long position = reads.claim(HEADER_LENGTH + length);
        if (position == RecordQueue.FULL) {
            return false;
        }
        UnsafeBuffer buffer = reads.buffer();
        int at = reads.offset(position);
        buffer.putLong(at + SOURCE_OFFSET, from.source);
        buffer.putLong(at + CORRELATION_OFFSET, from.correlationId);
        buffer.putLong(at + DEADLINE_OFFSET, deadlineNs);
        buffer.putInt(at + KIND_OFFSET, from.kind);
        buffer.putInt(at + LENGTH_OFFSET, length);
        buffer.putBytes(at + HEADER_LENGTH, query, offset, length);
        waiting++;
        return true;
    }

    /** Whether there is no room for more. */
    boolean isFull() {
        return waiting >= context.limits().maxPendingReads();
    }

    /** Asks on behalf of the reads that nothing was asked for yet. Before the core replicates. */
    void ask() {
        if (reads.isEmpty()) {
            return;
        }
        watchLeader();
        dropAbandoned();
        if (askedUpTo >= reads.tail() || questions.isFull()) {
            return;
        }
        if (context.isLeader()) {
            questions.add(
                    reads.tail(), context.raft().openRead(), context.clock().nowNs());
            questions.answerNewest(context.raft().readIndex());
            askedUpTo = reads.tail();
        } else if (context.leaderId() != 0 && context.clock().nowNs() - pausedUntilNs >= 0) {
            askLeader(context.leaderId());
        }
    }

    /** The leader's answer to a question, and so to every earlier one; negative when it does not lead. */
    void onReadIndex(long question, long readIndex) {
        if (context.isLeader() || !questions.isAsked(question)) {
            return;
        }
        if (readIndex >= 0) {
            questions.answerUpTo(question, readIndex);
        } else {
            pausedUntilNs = context.clock().nowNs() + context.raftConfig().heartbeatIntervalNs();
            askAnew();
        }
    }

    /** Answers what may be answered now. @return how many */
    int serve(long appliedIndex) {
        if (questions.isEmpty()) {
            return 0;
        }
        if (context.leaderId() != knownLeader || context.raft().term() != knownTerm) {
            // What was asked under another leader is asked anew, and nothing unconfirmed is taken for confirmed.
            return 0;
        }
        long confirmed = context.isLeader() ? context.raft().confirmedRound() : Long.MAX_VALUE;
        int served = 0;
        while (questions.isAnswered(confirmed, appliedIndex)) {
            long end = questions.takeOldest();
            while (reads.head() < end) {
                answer(reads.head(), appliedIndex);
                served++;
            }
        }
        if (served > 0) {
            context.counters().add(Counter.QUERIES, served);
        }
        return served;
    }

    /** The node ends: whoever still waits elsewhere is told. */
    void close() {
        while (!reads.isEmpty()) {
            answers.notAppended(originAt(reads.head()), Reason.CLOSED);
            remove(reads.head());
        }
    }

    private void askLeader(int leader) {
        NodeLink link = context.links().to(leader);
        link.envelope(frame, ReadIndexRequestEncoder.TEMPLATE_ID, ReadIndexRequestEncoder.BLOCK_LENGTH);
        request.wrap(frame, Envelope.LENGTH).correlationId(lastQuestion + 1);
        if (link.send(frame, 0, request.limit())) {
            lastQuestion++;
            questions.add(reads.tail(), lastQuestion, context.clock().nowNs());
            askedUpTo = reads.tail();
        }
    }

    private void watchLeader() {
        boolean isSame = context.leaderId() == knownLeader && context.raft().term() == knownTerm;
        long patienceNs = context.raftConfig().electionTimeoutNs() / 2;
        boolean isOverdue =
                !context.isLeader() && questions.isOlderThan(context.clock().nowNs() - patienceNs);
        if (!isSame) {
            knownLeader = context.leaderId();
            knownTerm = context.raft().term();
            pausedUntilNs = context.clock().nowNs();
        }
        if (!isSame || isOverdue) {
            askAnew();
        }
    }

    private void askAnew() {
        questions.clear();
        askedUpTo = reads.head();
    }

    /** Without a leader nothing is served: make room for others where nobody waits any more. */
    private void dropAbandoned() {
        while (questions.isEmpty() && !reads.isEmpty()) {
            long head = reads.head();
            long deadlineNs = reads.buffer().getLong(reads.offset(head) + DEADLINE_OFFSET);
            boolean isOver = context.clock().nowNs() - deadlineNs >= 0;
            if (!isOver && answers.isWanted(originAt(head))) {
                return;
            }
            answers.notAppended(originAt(head), context.leaderId() == 0 ? Reason.NO_LEADER : Reason.DEADLINE);
            remove(head);
        }
    }

    private void answer(long position, long appliedIndex) {
        if (answers.isWanted(originAt(position))) {
            int at = reads.offset(position);
            payload.wrap(reads.buffer(), at + HEADER_LENGTH, reads.buffer().getInt(at + LENGTH_OFFSET));
            try {
                stateMachine.query(payload, 0, payload.capacity(), result.reset());
                answers.applied(originAt(position), appliedIndex, context.raft().term(), result);
            } catch (RuntimeException e) {
                refuse(position, e);
            }
        }
        remove(position);
    }

    /** A query changes nothing, so that one that fails is the asker's concern and not the node's. */
    private void refuse(long position, RuntimeException e) {
        boolean isTooLong = e instanceof ResultBuffer.ResultTooLongException;
        context.counters().add(Counter.QUERY_FAILURES, 1);
        answers.notAppended(originAt(position), isTooLong ? Reason.TOO_LARGE : Reason.FAILED);
    }

    private Origin originAt(long position) {
        int at = reads.offset(position);
        UnsafeBuffer buffer = reads.buffer();
        return origin.set(
                buffer.getInt(at + KIND_OFFSET),
                buffer.getLong(at + SOURCE_OFFSET),
                buffer.getLong(at + CORRELATION_OFFSET));
    }

    private void remove(long position) {
        waiting--;
        reads.release(position);
    }
}
