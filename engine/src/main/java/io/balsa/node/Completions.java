package io.balsa.node;

import io.balsa.api.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose outcome the loop knows and whose caller is told elsewhere: futures run whatever was chained to them, and that
 * must not happen on the loop. The calls themselves form the list, so that handing one over never fails and allocates nothing.
 */
public final class Completions {
    private static final long STUCK_NS = 2_000_000;
    private static final int TOLD_AT_ONCE = 64;

    /** Who drains, as the loop knows it. Called on the loop thread; must not block. */
    public interface Consumer {
        /** A turn has resolved calls. */
        default void onReady() {}

        /** Calls wait and nobody takes them: whoever drains is held up by what was chained to a future. */
        default void onStuck() {}
    }

    private final CallSlots slots;
    private Consumer consumer = new Consumer() {};

    /** Newest first; what the loop adds and whoever drains takes as a whole. */
    private final AtomicReference<@Nullable Call> newest = new AtomicReference<>();

    private final ReentrantLock taking = new ReentrantLock();
    /** Oldest first; guarded by {@link #taking}. */
    private @Nullable Call oldest;

    private volatile long taken;

    // Of the loop.
    private boolean isFresh;
    private long added;
    private long stuckSinceNs;
    private long lastTaken;

    Completions(CallSlots slots) {
        this.slots = slots;
    }

    /** Who drains. Set before the loop starts. */
    public void consumer(Consumer drains) {
        this.consumer = drains;
    }

    /** Hands a resolved call over. Loop thread. */
    void add(Call call) {
        Call seen;
        do {
            seen = newest.get();
            call.nextResolved = seen;
        } while (!newest.compareAndSet(seen, call));
        added++;
        isFresh = true;
    }

    /** Ends a turn: one signal for all that it resolved. Loop thread. */
    void flush(long nowNs) {
        if (isFresh) {
            isFresh = false;
            consumer.onReady();
        }
        long present = taken;
        if (present != lastTaken || present == added) {
            lastTaken = present;
            stuckSinceNs = nowNs;
        } else if (nowNs - stuckSinceNs >= STUCK_NS) {
            stuckSinceNs = nowNs;
            consumer.onStuck();
        }
    }

    /** Whether no call waits to be told. Any thread. */
    public boolean isEmpty() {
        if (newest.get() != null) {
            return false;
        }
        taking.lock();
        try {
            return oldest == null;
        } finally {
            taking.unlock();
        }
    }

    /** Tells every waiting call its outcome. Any thread but the loop. @return how many */
    public int drain() {
        int told = 0;
        for (Call call = take(); call != null; call = take()) {
            tell(call);
            told++;
            if (told % TOLD_AT_ONCE == 0) {
                // Whoever was told runs now, and not behind thousands of others.
                Thread.yield();
            }
        }
        return told;
    }

    /** Tells one call its outcome and returns its slot, unless its waiter will. */
    void tell(Call call) {
        CompletableFuture<Outcome> future = call.future;
        if (future != null) {
            Outcome outcome = call.outcome();
            slots.release(call);
            future.complete(outcome);
        } else if (!call.wakeWaiter()) {
            slots.release(call);
        }
    }

    /** One at a time: what is chained to a future may wait for a call behind it, which somebody else can tell then. */
    private @Nullable Call take() {
        taking.lock();
        try {
            if (oldest == null) {
                oldest = reversed(newest.getAndSet(null));
            }
            Call call = oldest;
            if (call != null) {
                oldest = call.nextResolved;
                call.nextResolved = null;
                taken++;
            }
            return call;
        } finally {
            taking.unlock();
        }
    }

    private static @Nullable Call reversed(@Nullable Call newestFirst) {
        Call oldestFirst = null;
        Call call = newestFirst;
        while (call != null) {
            Call next = call.nextResolved;
            call.nextResolved = oldestFirst;
            oldestFirst = call;
            call = next;
        }
        return oldestFirst;
    }
}
