package io.balsa.node;

import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The open calls of this process as the loop sees them: each is resolved exactly once, and what it is told is never a guess.
 * Elsewhere a call is known by its token, which finds nothing any more once the call is resolved. What a handler throws, an
 * error too, is counted and no more: it is one caller's, and the others wait for theirs. Loop thread.
 */
final class Calls {
    /** Instead of a token; the slot of a token is never negative. */
    static final long EXPIRED = -1;

    private static final long NO_DEADLINE = Long.MIN_VALUE;
    private static final int SWEEP_SHARE = 16;
    private static final int SWEEP_MIN = 64;
    private static final long SWEEP_INTERVAL_NS = 1_000_000;

    private final CallSlots slots;
    private final Completions completions;
    private final Counters counters;
    private final RecordQueue held;
    // Beside the slots, so that a sweep reads one run of memory.
    private long[] deadlinesNs = new long[0];
    private int open;
    private int swept;
    private long sweptAtNs;
    private boolean hasSwept;

    /**
     * @param held commands that wait for the leader; what is held for a call is given up when the call is resolved
     */
    Calls(CallSlots slots, Completions completions, RecordQueue held, Counters counters) {
        this.held = held;
        this.slots = slots;
        this.completions = completions;
        this.counters = counters;
    }

    /** Takes over a call, from the ring or past it. @return its token, or EXPIRED when it expired before and was told so */
    long open(int id, long nowNs) {
        Call call = slots.get(id);
        call.isOpen = true;
        call.mayApply = false;
        call.heldAt = -1;
        if (id >= deadlinesNs.length) {
            growDeadlines();
        }
        deadlinesNs[id] = call.deadlineNs == NO_DEADLINE ? NO_DEADLINE + 1 : call.deadlineNs;
        open++;
        if (nowNs - call.deadlineNs >= 0) {
            notAppended(call, Reason.DEADLINE);
            return EXPIRED;
        }
        return tokenOf(call);
    }

    /** A new token for an open call: answers that name the present one find nobody from now on. */
    long renew(Call call) {
        call.generation++;
        return tokenOf(call);
    }

    /** The open call of a token, or null when it was resolved before, or never was. */
    @Nullable
    Call find(long token) {
        int id = (int) token;
        // A token may come from the wire, and then be anything; the deadlines run ahead of the slots.
        if (id < 0 || id >= slots.made()) {
            return null;
        }
        Call call = slots.get(id);
        return call.isOpen && call.generation == (int) (token >>> 32) ? call : null;
    }

    /** When the call of a token gives up, by the monotonic clock. */
    long deadlineOf(long token) {
        return slots.get((int) token).deadlineNs;
    }

    /** How many wait. */
    int openCount() {
        return open;
    }

    void applied(Call call, long index, long term, DirectBuffer result, int offset, int length) {
        OutcomeHandler handler = close(call);
        if (handler == null) {
            call.setApplied(index, term, result, offset, length);
            completions.add(call);
            return;
        }
        long correlationId = call.correlationId;
        slots.release(call);
        try {
            handler.onApplied(correlationId, index, result, offset, length);
        } catch (Throwable e) {
            counters.handlerFailed(e);
        }
    }

    void notAppended(Call call, Reason reason) {
        counters.refused(reason);
        OutcomeHandler handler = close(call);
        if (handler == null) {
            call.setNotAppended(reason);
            completions.add(call);
            return;
        }
        long correlationId = call.correlationId;
        slots.release(call);
        try {
            handler.onNotAppended(correlationId, reason);
        } catch (Throwable e) {
            counters.handlerFailed(e);
        }
    }

    void unknown(Call call, Reason reason) {
        counters.refused(reason);
        OutcomeHandler handler = close(call);
        if (handler == null) {
            call.setUnknown(reason);
            completions.add(call);
            return;
        }
        long correlationId = call.correlationId;
        slots.release(call);
        try {
            handler.onUnknown(correlationId, reason);
        } catch (Throwable e) {
            counters.handlerFailed(e);
        }
    }

    /** Not applied for certain if nothing was done for it yet, else unknown. */
    void giveUp(Call call, Reason whenNotAppended, Reason whenUnknown) {
        if (call.mayApply) {
            unknown(call, whenUnknown);
        } else {
            notAppended(call, whenNotAppended);
        }
    }

    /**
     * Looks at a share of the deadlines now and then, so that each is seen within some 16 ms of passing.
     *
     * @param hasLeader whether anybody could have been asked
     */
    int sweep(long nowNs, boolean hasLeader) {
        if (open == 0 || (hasSwept && nowNs - sweptAtNs < SWEEP_INTERVAL_NS)) {
            return 0;
        }
        sweptAtNs = nowNs;
        hasSwept = true;
        int count = deadlinesNs.length;
        int share = Math.min(count, Math.max(SWEEP_MIN, count / SWEEP_SHARE));
        int expired = 0;
        for (int i = 0; i < share; i++) {
            swept = swept + 1 >= count ? 0 : swept + 1;
            long deadlineNs = deadlinesNs[swept];
            if (deadlineNs != NO_DEADLINE && nowNs - deadlineNs >= 0) {
                giveUp(slots.get(swept), hasLeader ? Reason.DEADLINE : Reason.NO_LEADER, Reason.DEADLINE);
                expired++;
            }
        }
        return expired;
    }

    /** The node ends: every open call is told what is known of it. */
    void giveUpAll() {
        for (int id = 0; id < deadlinesNs.length && open > 0; id++) {
            if (deadlinesNs[id] != NO_DEADLINE) {
                giveUp(slots.get(id), Reason.CLOSED, Reason.CLOSED);
            }
        }
    }

    private void growDeadlines() {
        int before = deadlinesNs.length;
        deadlinesNs = Arrays.copyOf(deadlinesNs, Math.max(slots.made(), 2 * before));
        Arrays.fill(deadlinesNs, before, deadlinesNs.length, NO_DEADLINE);
    }

    private static long tokenOf(Call call) {
        return ((long) call.generation << 32) | call.id;
    }

    private @Nullable OutcomeHandler close(Call call) {
        if (call.heldAt >= 0) {
            held.release(call.heldAt);
            call.heldAt = -1;
        }
        call.isOpen = false;
        call.generation++;
        deadlinesNs[call.id] = NO_DEADLINE;
        open--;
        return call.handler;
    }
}
