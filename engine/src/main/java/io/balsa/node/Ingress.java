package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.config.LimitsConfig;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The callers' edge of the loop: bytes are copied once into a bounded ring that the loop drains every turn, or, by the thread
 * that turns the loop itself, past it. Nothing here waits; a full ring, or no free slot, is a refusal. Any thread.
 */
public final class Ingress {
    /** What a call asks for; the message types of the ring. */
    static final int SUBMIT = 1;
    /** See {@link #SUBMIT}. */
    static final int QUERY = 2;
    /** Bytes before a payload in the ring: the call's id. */
    static final int HEADER_LENGTH = Integer.BYTES;

    /** Nobody waits for centuries, and sums of times must not overflow. */
    private static final long FOREVER_NS = Long.MAX_VALUE / 4;

    private final ManyToOneRingBuffer ring;
    private final CallSlots slots;
    private final Completions completions;
    private final Counters counters;
    private final NanoClock clock;
    private final int maxPayloadLength;
    private final int commandsPerTurn;
    private final long usualTimeoutNs;
    private final ReentrantLock burial = new ReentrantLock();
    private Wakeup wakeup = () -> {};
    private @Nullable Shortcut shortcut;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile int congested;

    /** Wakes the loop when it sleeps, and costs a caller next to nothing when it does not. Any thread. */
    @FunctionalInterface
    public interface Wakeup {
        void wake();

        /** Whether the present thread turns the loop, and no turn is under way. */
        default boolean isBetweenTurns() {
            return false;
        }

        /** Before anything that waits for the loop. @throws IllegalStateException where that would never end */
        default void checkMayWait() {}
    }

    /** Takes calls of the loop's own thread past the ring, in which they would be copied once more. */
    interface Shortcut {
        /**
         * Whether the present thread is the loop's own, between two turns, there is room, and the call is not over already:
         * a turn tells its handler so, never a submit. Any thread.
         */
        boolean isOpenTo(Call call);

        /** Takes a call over. */
        void take(Call call, int kind, DirectBuffer payload, int offset, int length);
    }

    Ingress(LimitsConfig limits, CallSlots slots, Completions completions, Counters counters, NanoClock clock) {
        int bytes = BitUtil.findNextPositivePowerOfTwo(limits.submitRingBytes());
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                bytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        this.slots = slots;
        this.completions = completions;
        this.counters = counters;
        this.clock = clock;
        this.maxPayloadLength = limits.maxCommandLength();
        this.commandsPerTurn = limits.commandsPerTurn();
        this.usualTimeoutNs = limits.submitTimeoutNs();
        if (ring.maxMsgLength() < HEADER_LENGTH + maxPayloadLength) {
            throw new IllegalArgumentException(
                    "balsa.limits.submit-ring-bytes = " + bytes + " takes commands of at most "
                            + (ring.maxMsgLength() - HEADER_LENGTH) + " bytes, but balsa.limits.max-command-length = "
                            + maxPayloadLength + ": make the ring at least " + 8L * (HEADER_LENGTH + maxPayloadLength)
                            + " bytes");
        }
    }

    /** How a loop that sleeps is woken. Set before the first call. */
    public void onWaiting(Wakeup wakeup) {
        this.wakeup = wakeup;
    }

    /** The way past the ring. Set before the first call. */
    void shortcut(Shortcut past) {
        this.shortcut = past;
    }

    /** The outcome as a future, completed off the loop. Refusals are futures that are complete already. */
    CompletableFuture<Outcome> call(int kind, DirectBuffer payload, int offset, int length, long timeoutNs) {
        Reason refusal = refusal(kind, length);
        Call call = refusal == null ? slots.take() : null;
        if (call == null) {
            return CompletableFuture.completedFuture(refused(refusal == null ? Reason.BUSY : refusal));
        }
        CompletableFuture<Outcome> future = new OutcomeFuture<>(wakeup);
        call.form = Call.Form.FUTURE;
        call.future = future;
        call.deadlineNs = deadlineNs(timeoutNs);
        if (!place(call, kind, payload, offset, length)) {
            return CompletableFuture.completedFuture(refused(Reason.BUSY));
        }
        return future;
    }

    /**
     * The outcome by a handler, called by a turn of the loop, or here when this is closed.
     *
     * @return false when there is no room: the handler will not be called
     * @throws IllegalArgumentException when the payload is longer than the limit
     */
    boolean call(
            int kind,
            DirectBuffer payload,
            int offset,
            int length,
            long timeoutNs,
            long correlationId,
            OutcomeHandler handler) {
        Reason refusal = refusal(kind, length);
        if (refusal == Reason.TOO_LARGE) {
            throw new IllegalArgumentException(
                    length + " bytes are more than balsa.limits.max-command-length = " + maxPayloadLength);
        }
        if (refusal == Reason.CLOSED) {
            counters.refused(refusal);
            handler.onNotAppended(correlationId, refusal);
            return true;
        }
        Call call = refusal == null ? slots.take() : null;
        if (call == null) {
            counters.refused(Reason.BUSY);
            return false;
        }
        call.form = Call.Form.CALLBACK;
        call.handler = handler;
        call.correlationId = correlationId;
        call.deadlineNs = deadlineNs(timeoutNs);
        if (!place(call, kind, payload, offset, length)) {
            counters.refused(Reason.BUSY);
            return false;
        }
        return true;
    }

    /** A call that the present thread will await, or null when there is no room. The length is within the limit. */
    @Nullable
    Call callToAwait(int kind, DirectBuffer payload, int offset, int length, long deadlineNs) {
        if (isCongested(kind)) {
            return null;
        }
        Call call = slots.take();
        if (call == null) {
            return null;
        }
        call.expectWaiter();
        call.deadlineNs = deadlineNs;
        return place(call, kind, payload, offset, length) ? call : null;
    }

    /** Before anything that waits for the loop. @throws IllegalStateException on the loop's own thread */
    void checkMayWait() {
        wakeup.checkMayWait();
    }

    /** Patience of a call that does not name its own. */
    long usualTimeoutNs() {
        return usualTimeoutNs;
    }

    /** When the patience of a call that begins now is over. */
    long deadlineNs(long timeoutNs) {
        return clock.nanoTime() + Math.clamp(timeoutNs, 0, FOREVER_NS);
    }

    /** Why a call would be refused at once, or null. */
    @Nullable
    Reason refusal(int kind, int length) {
        if (length > maxPayloadLength) {
            return Reason.TOO_LARGE;
        }
        if (closed) {
            return Reason.CLOSED;
        }
        return isCongested(kind) ? Reason.BUSY : null;
    }

    /** Counts a refusal and says it. */
    Outcome refused(Reason reason) {
        counters.refused(reason);
        return new Outcome.NotAppended(reason);
    }

    /** Takes what callers have placed. Loop thread. @return how many messages */
    int drain(MessageHandler handler) {
        return ring.read(handler, commandsPerTurn);
    }

    /** Whether something waits to be drained. Any thread. */
    public boolean isWaiting() {
        return ring.consumerPosition() != ring.producerPosition();
    }

    /** Refuses calls of that kind until told otherwise, because what lies behind the ring is filling up. Loop thread. */
    void congested(int kind, boolean isCongested) {
        int present = congested;
        int wanted = isCongested ? present | kind : present & ~kind;
        if (wanted != present) {
            congested = wanted;
        }
    }

    /** Refuses every later call. Any thread. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** The loop has turned for the last time: whoever finds a call in the ring from now on tells its caller so. */
    void end() {
        closed = true;
        ended = true;
        VarHandle.fullFence();
        bury(completions::add);
    }

    private boolean isCongested(int kind) {
        return (congested & kind) != 0;
    }

    private boolean place(Call call, int kind, DirectBuffer payload, int offset, int length) {
        // Not past calls that wait in the ring already: those of one thread stay in order.
        Shortcut past = shortcut;
        if (past != null && past.isOpenTo(call) && !isWaiting()) {
            past.take(call, kind, payload, offset, length);
            return true;
        }
        int index = ring.tryClaim(kind, HEADER_LENGTH + length);
        if (index < 0) {
            slots.release(call);
            return false;
        }
        AtomicBuffer target = ring.buffer();
        target.putInt(index, call.id);
        target.putBytes(index + HEADER_LENGTH, payload, offset, length);
        ring.commit(index);
        // The loop sleeps only after it looked at the ring once more: it sees this call, or this thread sees it asleep.
        VarHandle.fullFence();
        if (ended) {
            bury(completions::tell);
        } else {
            wakeup.wake();
        }
        return true;
    }

    private void bury(Consumer<Call> teller) {
        burial.lock();
        try {
            ring.read((kind, buffer, index, length) -> buryOne(slots.get(buffer.getInt(index)), teller));
        } finally {
            burial.unlock();
        }
    }

    private void buryOne(Call call, Consumer<Call> teller) {
        counters.refused(Reason.CLOSED);
        OutcomeHandler handler = call.handler;
        if (handler != null) {
            long correlationId = call.correlationId;
            slots.release(call);
            try {
                handler.onNotAppended(correlationId, Reason.CLOSED);
            } catch (Throwable e) {
                // The loop counts no more, and only who holds the lock is here.
                counters.handlerFailed(e);
            }
        } else {
            call.setNotAppended(Reason.CLOSED);
            teller.accept(call);
        }
    }
}
