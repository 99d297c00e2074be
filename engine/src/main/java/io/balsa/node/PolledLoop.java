package io.balsa.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Turns a loop for a caller that has a loop of its own: no thread, no hand-over. The first thread that polls is the loop's from
 * then on; until there is one, nobody may wait for the loop.
 */
public final class PolledLoop implements Ingress.Wakeup {
    private static final long LIVELY_SLEEP_NS = 1_000_000;
    private static final long QUIET_SLEEP_NS = 10_000_000;

    private final Crank loop;
    private final NanoClock clock;
    private final long closeTimeoutNs;
    private final AtomicBoolean isAsleep = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private boolean turning;
    private boolean stopping;
    private boolean ended;

    /** @param closeTimeoutNs how long calls under way may take to end after {@link #stop} */
    public PolledLoop(Crank loop, NanoClock clock, long closeTimeoutNs) {
        this.loop = loop;
        this.clock = clock;
        this.closeTimeoutNs = closeTimeoutNs;
    }

    /**
     * One turn.
     *
     * @return how much there was to do; 0 when nothing, or after the end
     * @throws IllegalStateException on another thread than the first one's, or within a turn
     * @throws RuntimeException      what ended the loop; it is closed then
     */
    public int poll() {
        own();
        if (turning) {
            throw new IllegalStateException("an outcome handler runs within a poll, and must not poll");
        }
        int work = ended ? 0 : turn();
        if (stopping && !ended) {
            windDown();
        }
        return work;
    }

    /**
     * One turn, and where that found nothing to do, turns between sleeps, until something arrived or another thread placed a
     * call. Returns early where nothing tells of what arrives, and to a thread that is interrupted.
     *
     * @param ns longest time of all, and up to a millisecond more
     */
    public int poll(long ns) {
        int work = poll();
        long beganNs = clock.nanoTime();
        for (long leftNs = ns; work == 0 && leftNs > 0 && maySleep(); leftNs = ns - (clock.nanoTime() - beganNs)) {
            // Whoever has something for this loop was seen by the turn after this, or sees that it sleeps.
            isAsleep.set(true);
            work = poll();
            // Its timers go on meanwhile.
            long sliceNs = loop.isLively() ? LIVELY_SLEEP_NS : QUIET_SLEEP_NS;
            boolean slept =
                    work > 0 || ended || !isAsleep.get() || loop.arrivals().await(Math.min(leftNs, sliceNs));
            isAsleep.set(false);
            if (!slept) {
                return 0;
            }
            work = work > 0 ? work : poll();
        }
        return work;
    }

    private boolean maySleep() {
        return !ended && !Thread.currentThread().isInterrupted();
    }

    /**
     * Stops: calls under way may still end, within the limit. Returns when that is done; within a turn at once, and the turn
     * does it.
     *
     * @throws IllegalStateException on another thread than the one that polls
     */
    public void stop() {
        own();
        loop.ingress().close();
        stopping = true;
        if (!turning && !ended) {
            windDown();
        }
    }

    /** Whether nothing is turned any more. The thread that polls. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void wake() {
        if (isAsleep.get() && isAsleep.compareAndSet(true, false)) {
            loop.arrivals().wake();
        }
    }

    @Override
    public boolean isBetweenTurns() {
        return isOnLoop() && !turning && !ended;
    }

    @Override
    public void checkMayWait() {
        Thread owner = thread;
        if (owner == null) {
            throw new IllegalStateException(
                    "nobody has polled this client yet, and what waits here would wait for the loop,"
                            + " forever: poll it first, on another thread than the one that waits");
        }
        if (owner == Thread.currentThread()) {
            throw new IllegalStateException("this thread polls the client, and what waits here would wait for the loop,"
                    + " forever: use an outcome handler, or chain to the future, and go on polling; or wait on another"
                    + " thread");
        }
    }

    /** Whether the present thread is the one that polls. */
    public boolean isOnLoop() {
        return thread == Thread.currentThread();
    }

    private void own() {
        Thread owner = thread;
        if (owner == null) {
            thread = Thread.currentThread();
        } else if (owner != Thread.currentThread()) {
            throw new IllegalStateException("only the thread that polled first, " + owner.getName()
                    + ", may poll and close; hand that over to it");
        }
    }

    private int turn() {
        boolean isGood = false;
        turning = true;
        try {
            int work = loop.turn();
            isGood = true;
            return work;
        } finally {
            turning = false;
            if (!isGood) {
                end(false);
            }
        }
    }

    private void windDown() {
        long deadlineNs = clock.nanoTime() + closeTimeoutNs;
        while (!ended && !loop.isQuiet() && clock.nanoTime() - deadlineNs < 0) {
            if (turn() == 0) {
                Thread.yield();
            }
        }
        if (!ended) {
            end(true);
        }
    }

    private void end(boolean inGoodOrder) {
        ended = true;
        loop.finish(inGoodOrder);
    }
}
