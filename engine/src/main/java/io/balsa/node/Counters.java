package io.balsa.node;

import io.balsa.api.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * Numbers about one node. The loop is the only writer of its counters, so that counting costs an addition and a plain store;
 * any thread may read them at any time. Only refusals are also counted by callers' threads.
 */
public final class Counters {
    private static final System.Logger LOG = System.getLogger(Counters.class.getName());
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[Counter.values().length];
    private final long[] drops = new long[DropReason.values().length];
    private final LongAdder[] refusals = new LongAdder[Reason.values().length];

    public Counters() {
        for (int i = 0; i < refusals.length; i++) {
            refusals[i] = new LongAdder();
        }
    }

    /** The present value. Any thread. */
    public long get(Counter counter) {
        return (long) CELL.getOpaque(values, counter.ordinal());
    }

    /** Frames dropped for a reason. Any thread. */
    public long get(DropReason reason) {
        return (long) CELL.getOpaque(drops, reason.ordinal());
    }

    /** Calls and requests that ended without being applied, or without anybody knowing, for a reason. Any thread. */
    public long get(Reason reason) {
        return refusals[reason.ordinal()].sum();
    }

    /** Loop thread. */
    void add(Counter counter, long amount) {
        set(counter, values[counter.ordinal()] + amount);
    }

    /** Loop thread. */
    void set(Counter counter, long value) {
        CELL.setOpaque(values, counter.ordinal(), value);
    }

    /** Loop thread. */
    void raise(Counter counter, long value) {
        if (value > values[counter.ordinal()]) {
            set(counter, value);
        }
    }

    /** Loop thread. */
    void dropped(DropReason reason) {
        int cell = reason.ordinal();
        CELL.setOpaque(drops, cell, drops[cell] + 1);
    }

    /** A caller's handler threw: counted, and the first is logged, because nobody else will ever see it. */
    void handlerFailed(Throwable thrown) {
        if (get(Counter.HANDLER_FAILURES) == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "an outcome handler threw; further ones are only counted, as HANDLER_FAILURES",
                    thrown);
        }
        add(Counter.HANDLER_FAILURES, 1);
    }

    /** Any thread. */
    void refused(Reason reason) {
        refusals[reason.ordinal()].increment();
    }
}
