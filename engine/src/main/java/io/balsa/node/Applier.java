package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.api.StateMachine;
import io.balsa.core.Raft;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import org.agrona.DirectBuffer;

/**
 * Brings committed entries to the state machine, in order and each once, from memory or, after a restart, from the journal;
 * then tells whoever waits. An exception that leaves the state machine ends the node. Loop thread.
 */
final class Applier {
    /** Token of the applier's reads from the journal; peers use their ids. */
    static final long READ_TOKEN = 0;

    /** Bytes of entries that are read from the journal at a time; they travel nowhere. */
    private static final int READ_BYTES = 256 * 1024;

    private final EntryFrame entry = new EntryFrame();
    private final Origin origin = new Origin();
    private final Context context;
    private final Journal journal;
    private final StateMachine stateMachine;
    private final ResultBuffer result;
    private final Pending pending;
    private final Answers answers;
    private long appliedIndex;
    private boolean isReading;

    /** What commands are applied to, and where the results go. */
    record Target(Journal journal, StateMachine stateMachine, ResultBuffer result) {}

    Applier(Context context, Target target, Pending pending, Answers answers) {
        this.context = context;
        this.journal = target.journal();
        this.stateMachine = target.stateMachine();
        this.result = target.result();
        this.pending = pending;
        this.answers = answers;
        this.appliedIndex = context.raft().firstIndex() - 1;
    }

    /** Last index that the state machine reflects. */
    long appliedIndex() {
        return appliedIndex;
    }

    /** Applies what is committed, at most {@code balsa.limits.applies-per-turn}. @return how many entries */
    int apply() {
        Raft raft = context.raft();
        long from = appliedIndex;
        long to = Math.min(raft.commitIndex(), from + context.limits().appliesPerTurn());
        while (appliedIndex < to && raft.entryAt(appliedIndex + 1, entry)) {
            applyEntry();
        }
        if (appliedIndex < to && !isReading) {
            isReading = true;
            journal.read(READ_TOKEN, appliedIndex + 1, raft.commitIndex(), READ_BYTES);
        }
        int applied = (int) (appliedIndex - from);
        if (applied > 0) {
            context.counters().add(Counter.APPLIED, applied);
        }
        return applied;
    }

    /** Entries that the journal was asked for. They are committed, so nothing can have changed them meanwhile. */
    void onRead(DirectBuffer frames, int offset, int length) {
        isReading = false;
        long from = appliedIndex;
        for (int at = offset; at < offset + length; at += entry.frameLength()) {
            entry.wrap(frames, at);
            if (entry.index() == appliedIndex + 1
                    && entry.index() <= context.raft().commitIndex()) {
                applyEntry();
            }
        }
        context.counters().add(Counter.APPLIED, appliedIndex - from);
        context.counters().add(Counter.APPLIED_COLD, appliedIndex - from);
    }

    private void applyEntry() {
        long index = entry.index();
        if (index != appliedIndex + 1) {
            throw new IllegalStateException(
                    "entry " + index + " stands where entry " + (appliedIndex + 1) + " was expected");
        }
        result.reset();
        if (entry.isCommand()) {
            applyCommand();
        }
        appliedIndex = index;
        if (pending.isAt(index)) {
            answer(index);
        }
    }

    private void applyCommand() {
        try {
            stateMachine.apply(entry, result);
        } catch (RuntimeException e) {
            throw new StateMachineException(entry.index(), entry.term(), e);
        }
    }

    private void answer(long index) {
        long term = pending.take(index, origin);
        pending.passed(index);
        if (term == entry.term()) {
            answers.applied(origin, index, term, result);
        } else {
            answers.notAppended(origin, Reason.SUPERSEDED);
        }
    }
}
