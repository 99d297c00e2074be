package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The blocking form of a call. When there is no room it waits outside the engine until its deadline, whatever the number of
 * callers: one of them tries again and again, the others queue behind it and cost nothing. Any thread, best a virtual one.
 */
final class BlockingCalls {
    private static final long FIRST_PAUSE_NS = 20_000;
    private static final long LONGEST_PAUSE_NS = 1_000_000;
    /** The loop tells a caller soon after its deadline, unless something holds the loop up. */
    private static final long GRACE_NS = 1_000_000_000;
    /** Nobody waits for centuries, and sums of times must not overflow. */
    private static final long FOREVER_NS = Long.MAX_VALUE / 4;

    private final Ingress ingress;
    private final CallSlots slots;
    private final NanoClock clock;
    private final ReentrantLock crowd = new ReentrantLock();

    BlockingCalls(Ingress ingress, CallSlots slots, NanoClock clock) {
        this.ingress = ingress;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * Waits for the outcome. An interrupt ends the caller's patience as its deadline does, and leaves the thread interrupted.
     *
     * @throws IllegalStateException on the loop's own thread
     */
    Outcome call(int kind, DirectBuffer payload, int offset, int length, long timeoutNs) {
        ingress.checkMayWait();
        long deadlineNs = clock.nanoTime() + Math.clamp(timeoutNs, 0, FOREVER_NS);
        // Whoever finds others waiting waits behind them.
        boolean queues = crowd.isLocked();
        for (; ; ) {
            Reason refusal = ingress.refusal(kind, length);
            if (refusal != null && refusal != Reason.BUSY) {
                return ingress.refused(refusal);
            }
            Call call = queues
                    ? placeInTurn(kind, payload, offset, length, deadlineNs)
                    : ingress.callToAwait(kind, payload, offset, length, deadlineNs);
            if (call != null) {
                Outcome outcome = await(call, deadlineNs + GRACE_NS);
                if (!isBusy(outcome)) {
                    return outcome;
                }
            }
            if (queues
                    && (clock.nanoTime() - deadlineNs >= 0
                            || Thread.currentThread().isInterrupted())) {
                return ingress.refused(Reason.BUSY);
            }
            queues = true;
        }
    }

    private Outcome await(Call call, long untilNs) {
        if (!call.await(clock, untilNs)) {
            return new Outcome.Unknown(Reason.DEADLINE);
        }
        Outcome outcome = call.outcome();
        slots.release(call);
        return outcome;
    }

    private @Nullable Call placeInTurn(int kind, DirectBuffer payload, int offset, int length, long deadlineNs) {
        if (!joinCrowd(deadlineNs)) {
            return null;
        }
        try {
            long pauseNs = FIRST_PAUSE_NS;
            for (; ; ) {
                Call call = ingress.callToAwait(kind, payload, offset, length, deadlineNs);
                boolean isOver = ingress.isClosed()
                        || clock.nanoTime() - deadlineNs >= 0
                        || Thread.currentThread().isInterrupted();
                if (call != null || isOver) {
                    return call;
                }
                LockSupport.parkNanos(this, pauseNs);
                pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
            }
        } finally {
            crowd.unlock();
        }
    }

    private boolean joinCrowd(long deadlineNs) {
        try {
            return crowd.tryLock(deadlineNs - clock.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isBusy(Outcome outcome) {
        return outcome instanceof Outcome.NotAppended refused && refused.reason() == Reason.BUSY;
    }
}
