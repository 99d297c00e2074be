package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One call of this process that waits for its outcome, in a slot that is used again and again.
 *
 * <p>Who owns it moves: the caller fills it in and hands it over through the ring; the loop resolves it and hands it over
 * through the completions, or calls the handler itself; who ends it returns the slot. Each hand-over publishes every field.
 */
final class Call {
    /** How the caller wants to learn the outcome. */
    enum Form {
        CALLBACK,
        FUTURE,
        BLOCKING
    }

    private enum Status {
        APPLIED,
        NOT_APPENDED,
        UNKNOWN
    }

    private static final int RETAINED_RESULT_LENGTH = 1024;
    private static final byte[] EMPTY = new byte[0];

    private static final int WAITING = 0;
    private static final int DONE = 1;
    private static final int ABANDONED = 2;
    private static final VarHandle HANDSHAKE;

    static {
        try {
            HANDSHAKE = MethodHandles.lookup().findVarHandle(Call.class, "handshake", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int id;

    // Of the caller.
    Form form = Form.CALLBACK;
    long deadlineNs;
    long correlationId;

    @Nullable
    OutcomeHandler handler;

    @Nullable
    CompletableFuture<Outcome> future;

    private @Nullable Thread waiter;

    // Of the loop.
    int generation;
    boolean isOpen;
    /** Whether the command may have been applied, or may be later, for all this node knows. */
    boolean mayApply;
    /** Where the command is held for the leader, or -1. */
    long heldAt;

    /** Next in the list of resolved calls. */
    @Nullable
    Call nextResolved;

    /** Id of the next free slot, of the slots. */
    int nextFree;

    // The outcome: of the loop, then of who ends the call.
    private Status status = Status.UNKNOWN;
    private Reason reason = Reason.CLOSED;
    private long index;
    private long term;
    private byte[] result = EMPTY;
    private int resultLength;

    @SuppressWarnings("unused") // through HANDSHAKE
    private volatile int handshake;

    Call(int id, int generation) {
        this.id = id;
        this.generation = generation;
    }

    void setApplied(long index, long term, DirectBuffer source, int offset, int length) {
        if (result.length < length) {
            result = new byte[Math.max(length, 64)];
        }
        source.getBytes(offset, result, 0, length);
        resultLength = length;
        status = Status.APPLIED;
        this.index = index;
        this.term = term;
    }

    void setNotAppended(Reason why) {
        status = Status.NOT_APPENDED;
        reason = why;
    }

    void setUnknown(Reason why) {
        status = Status.UNKNOWN;
        reason = why;
    }

    /** The outcome as a value that outlives the slot. */
    Outcome outcome() {
        return switch (status) {
            case APPLIED -> new Outcome.Applied(index, term, Arrays.copyOf(result, resultLength));
            case NOT_APPENDED -> new Outcome.NotAppended(reason);
            case UNKNOWN -> new Outcome.Unknown(reason);
        };
    }

    /** The present thread will {@link #await} the outcome. */
    void expectWaiter() {
        form = Form.BLOCKING;
        waiter = Thread.currentThread();
        handshake = WAITING;
    }

    /**
     * Blocks until the outcome is known, or that time has come.
     *
     * @return false when the time or an interrupt came first: then the slot belongs to who completes the call
     */
    boolean await(NanoClock clock, long untilNs) {
        while (handshake != DONE) {
            long leftNs = untilNs - clock.nanoTime();
            boolean isOver = leftNs <= 0 || Thread.currentThread().isInterrupted();
            if (isOver && HANDSHAKE.compareAndSet(this, WAITING, ABANDONED)) {
                return false;
            }
            LockSupport.parkNanos(this, leftNs);
        }
        return true;
    }

    /** Wakes the waiter. @return false when it has given up, and the slot is the present thread's to return */
    boolean wakeWaiter() {
        Thread thread = waiter;
        if (!HANDSHAKE.compareAndSet(this, WAITING, DONE)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    /** Forgets everything of the caller; the slot may be used again. */
    void clear() {
        handler = null;
        future = null;
        waiter = null;
        if (result.length > RETAINED_RESULT_LENGTH) {
            result = EMPTY;
        }
    }
}
