package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.config.LimitsConfig;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;

/**
 * The calls of one process, from the caller's bytes to the caller's outcome, for a loop that is not a node's: callers place
 * them in three forms, the loop takes them, knows each by a token, and resolves each exactly once.
 */
public final class CallDesk {
    private static final int INITIAL_HELD_BYTES = 1 << 16;

    private final RecordQueue held;
    private final long mostHeldBytes;
    private final CallSlots slots;
    private final Completions completions;
    private final Calls calls;
    private final Ingress ingress;
    private final CallForms forms;
    // One object for all turns, so that taking allocates nothing.
    private final MessageHandler taking = this::onPlaced;
    private long nowNs;
    private Taker taker = (token, kind, payload, offset, length) -> {};

    /** Receives what callers have placed. The payload is valid only during the call. */
    @FunctionalInterface
    public interface Taker {
        void onCall(long token, int kind, DirectBuffer payload, int offset, int length);
    }

    /** @param chance any number; the tokens of two desks differ when theirs do */
    public CallDesk(LimitsConfig limits, NanoClock clock, int chance) {
        Counters counters = new Counters();
        slots = new CallSlots(limits.maxPendingCalls(), chance);
        completions = new Completions(slots);
        mostHeldBytes = (long) limits.submitRingBytes() + limits.backlogs().maxHeldBytes();
        held = new RecordQueue(INITIAL_HELD_BYTES, mostHeldBytes);
        calls = new Calls(slots, completions, held, counters);
        ingress = new Ingress(limits, slots, completions, counters, clock);
        forms = new CallForms(ingress, slots, clock);
    }

    /** What callers call. Any thread. */
    public CallForms forms() {
        return forms;
    }

    /** How a loop that sleeps is woken, and who tells outcomes. Before the first call. */
    public void connect(Ingress.Wakeup wakeup, Completions.Consumer consumer) {
        ingress.onWaiting(wakeup);
        ingress.shortcut(new PastTheRing(wakeup));
        completions.consumer(consumer);
    }

    /** The callers' edge, for who turns the loop. */
    public Ingress ingress() {
        return ingress;
    }

    /** The calls that are resolved and whose callers are to be told. */
    public Completions completions() {
        return completions;
    }

    /** Takes calls; those that expired meanwhile are told so. Loop thread, as everything below. @return how many */
    public int take(long nowNs, Taker taker) {
        this.nowNs = nowNs;
        this.taker = taker;
        return ingress.drain(taking);
    }

    private void onPlaced(int kind, DirectBuffer buffer, int index, int length) {
        int header = Ingress.HEADER_LENGTH;
        take(buffer.getInt(index), kind, buffer, index + header, length - header);
    }

    private void take(int id, int kind, DirectBuffer payload, int offset, int length) {
        long token = calls.open(id, nowNs);
        if (token != Calls.EXPIRED) {
            taker.onCall(token, kind, payload, offset, length);
        }
    }

    /** Where requests are held until their calls are resolved, at most the bytes of the ring and {@code maxHeldBytes} more. */
    public RecordQueue held() {
        return held;
    }

    /** A record in {@link #held()} is this call's, and is released when the call is resolved. */
    public void hold(long token, long position) {
        Call call = calls.find(token);
        if (call != null) {
            call.heldAt = position;
        }
    }

    /** Where the call's request is held, or -1 when the call is resolved. */
    public long heldAt(long token) {
        Call call = calls.find(token);
        return call == null ? -1 : call.heldAt;
    }

    /** A new token for an open call: answers that name the present one find nobody from now on. */
    public long renew(long token) {
        Call call = calls.find(token);
        return call == null ? token : calls.renew(call);
    }

    /** Until when the caller waits, or {@code otherwise} when the call is resolved. */
    public long deadlineNs(long token, long otherwise) {
        Call call = calls.find(token);
        return call == null ? otherwise : call.deadlineNs;
    }

    /** From now on the call may have been applied, or certainly was not and will not be by anything done so far. */
    public void mayApply(long token, boolean mayApply) {
        Call call = calls.find(token);
        if (call != null) {
            call.mayApply = mayApply;
        }
    }

    /** Resolves a call; nothing happens when it is resolved already, here and below. */
    public void applied(long token, long index, long term, DirectBuffer result, int offset, int length) {
        Call call = calls.find(token);
        if (call != null) {
            calls.applied(call, index, term, result, offset, length);
        }
    }

    /** Resolves a call that certainly was not applied. */
    public void notAppended(long token, Reason reason) {
        Call call = calls.find(token);
        if (call != null) {
            calls.notAppended(call, reason);
        }
    }

    /** Resolves a call of which nobody knows whether it was applied. */
    public void unknown(long token, Reason reason) {
        Call call = calls.find(token);
        if (call != null) {
            calls.unknown(call, reason);
        }
    }

    /** Resolves calls whose deadline has passed. @param hasLeader whether anybody could be asked */
    public int sweep(long nowNs, boolean hasLeader) {
        return calls.sweep(nowNs, hasLeader);
    }

    /** Ends a turn. */
    public void flush(long nowNs) {
        completions.flush(nowNs);
    }

    /** The loop turned for the last time: every call is told what is known of it, and so is every call to come. */
    public void end(Ending ending, long nowNs) {
        ending.step("tell the callers", calls::giveUpAll);
        ending.step("refuse the callers in the ring", ingress::end);
        ending.step("wake the callers", () -> completions.flush(nowNs));
    }

    /** Whether nobody waits for anything any more. */
    public boolean isQuiet() {
        return calls.openCount() == 0 && !ingress.isWaiting();
    }

    /** While at most a quarter of what may be held is: beyond that the ring fills, and refuses, and what is in it still fits. */
    private final class PastTheRing implements Ingress.Shortcut {
        private final Ingress.Wakeup loop;

        PastTheRing(Ingress.Wakeup loop) {
            this.loop = loop;
        }

        @Override
        public boolean isOpenTo(Call call) {
            return loop.isBetweenTurns() && held.size() <= mostHeldBytes / 4 && call.deadlineNs - nowNs > 0;
        }

        @Override
        public void take(Call call, int kind, DirectBuffer payload, int offset, int length) {
            CallDesk.this.take(call.id, kind, payload, offset, length);
        }
    }
}
