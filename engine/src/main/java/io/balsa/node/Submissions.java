package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.core.Raft;
import org.agrona.DirectBuffer;

/** Appends commands to the leader's log, and notes who waits for them. Loop thread. */
final class Submissions {
    private final Origin origin = new Origin();
    private final Context context;
    private final Pending pending;
    private final Calls calls;
    private final Answers answers;
    private long sequence;
    private int inBatch;

    Submissions(Context context, Pending pending, Calls calls, Answers answers) {
        this.context = context;
        this.pending = pending;
        this.calls = calls;
        this.answers = answers;
    }

    /** Whether this node leads, so that commands can be appended here. */
    boolean isOpen() {
        return context.isLeader();
    }

    /** Number for the next command of this node's session. */
    long nextSequence() {
        return ++sequence;
    }

    /** Appends a command of this process. @return its index, or why not, as {@link Raft#append} says */
    long append(long token, DirectBuffer payload, int offset, int length) {
        long index = append(context.session(), sequence + 1, payload, offset, length);
        Call call = calls.find(token);
        if (index > 0 && call != null) {
            sequence++;
            call.mayApply = true;
            expect(index, origin.local(token));
        }
        return index;
    }

    /** Appends a command that somebody else sent, or says why not. */
    void append(Origin from, long itsSession, long itsSequence, DirectBuffer payload, int offset, int length) {
        long index = append(itsSession, itsSequence, payload, offset, length);
        if (index > 0) {
            expect(index, from);
        } else {
            answers.notAppended(from, index == Raft.BUSY ? Reason.BUSY : Reason.NOT_LEADER);
        }
    }

    /** Ends a turn. */
    void endBatch() {
        if (inBatch > 0) {
            context.counters().add(Counter.BATCHES, 1);
            context.counters().add(Counter.COMMANDS, inBatch);
            inBatch = 0;
        }
    }

    private long append(long ofSession, long ofSequence, DirectBuffer payload, int offset, int length) {
        long index =
                context.raft().append(ofSession, ofSequence, context.clock().nowMs(), payload, offset, length);
        if (index > 0) {
            inBatch++;
            context.counters().add(Counter.COMMAND_BYTES, length);
        }
        return index;
    }

    private void expect(long index, Origin from) {
        if (pending.isAt(index)) {
            // An entry of an earlier leadership of this node stood there. It was truncated here, but may live
            // elsewhere.
            Origin earlier = new Origin();
            pending.take(index, earlier);
            answers.unknown(earlier, Reason.LEADER_LOST);
        }
        pending.add(index, context.raft().term(), from);
    }
}
