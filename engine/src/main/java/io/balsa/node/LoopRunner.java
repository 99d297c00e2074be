package io.balsa.node;

import io.balsa.config.LoopConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Turns a loop on the thread that runs this, until told to stop or until a turn fails.
 *
 * <p>Balanced: spins briefly when there is nothing to do, then parks, longer and longer, until somebody wakes it. Such a loop
 * runs on a virtual thread and therefore never yields while idle: the scheduler would run it again and again before it looks
 * at sleepers. Under load it parks for a moment now and then, for the same reason. Low-latency: runs on a platform thread and
 * never parks.
 */
public final class LoopRunner implements Runnable, Ingress.Wakeup {
    private static final long BUSY_BUDGET_NS = 1_000_000;
    private static final long MOMENT_NS = 1;

    private final Crank loop;
    private final Ingress ingress;
    private final LoopConfig config;
    private final NanoClock clock;
    private final long closeTimeoutNs;
    private final AtomicBoolean isParked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;
    private final Rest rest;
    private long ranSinceNs;

    /**
     * @param closeTimeoutNs how long calls under way may take to end after {@link #stop}
     */
    public LoopRunner(Crank loop, LoopConfig config, NanoClock clock, long closeTimeoutNs) {
        this.loop = loop;
        this.ingress = loop.ingress();
        this.config = config;
        this.rest = new Rest(config);
        this.clock = clock;
        this.closeTimeoutNs = closeTimeoutNs;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        boolean inGoodOrder = false;
        try {
            if (config.profile() == LoopConfig.Profile.LOW_LATENCY && config.cpu() >= 0) {
                CpuPin.pinCurrentThread(config.cpu());
            }
            ranSinceNs = clock.nanoTime();
            while (!stopping) {
                idle(loop.turn());
            }
            windDown();
            inGoodOrder = true;
        } catch (Throwable e) {
            failure = e;
        } finally {
            end(inGoodOrder);
        }
    }

    /** Stops: calls under way may still end, within the limit. Any thread; does not wait. */
    public void stop() {
        ingress.close();
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** Waits until the loop has ended and everything below it is closed. @return false when it has not within the time */
    public boolean awaitEnd(long timeoutNs) throws InterruptedException {
        return ended.await(timeoutNs, TimeUnit.NANOSECONDS);
    }

    /** Whether the loop was told to stop, or has ended. */
    public boolean isStopping() {
        return stopping || ended.getCount() == 0;
    }

    /** What ended the loop; null while it runs or after it was stopped. */
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void wake() {
        if (isParked.get() && isParked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void checkMayWait() {
        if (isOnLoop()) {
            throw new IllegalStateException(
                    "a state machine or an outcome handler runs on the loop, and what it calls here would wait for the"
                            + " loop, forever: use a form of the call that does not wait, or another thread");
        }
    }

    /** Whether the present thread is the loop's own. */
    public boolean isOnLoop() {
        return Thread.currentThread() == thread;
    }

    private void end(boolean inGoodOrder) {
        try {
            loop.finish(inGoodOrder);
        } catch (Throwable e) {
            failedAtTheEnd(e);
        } finally {
            ended.countDown();
        }
    }

    /** What made the loop end says more than what went wrong while it did. */
    private void failedAtTheEnd(Throwable e) {
        Throwable first = failure;
        if (first == null) {
            failure = e;
        } else {
            first.addSuppressed(e);
        }
    }

    /** Nothing new is taken on, and what was is brought to its end if the others let it. */
    private void windDown() {
        long deadlineNs = clock.nanoTime() + closeTimeoutNs;
        while (!loop.isQuiet() && clock.nanoTime() - deadlineNs < 0) {
            idle(loop.turn());
        }
    }

    private void idle(int work) {
        if (config.profile() == LoopConfig.Profile.LOW_LATENCY) {
            if (work == 0) {
                // At once: where loops share a processor, each spin keeps waiting the one that has something to say.
                Thread.yield();
            }
        } else if (work > 0) {
            rest.end();
            letOthersRun();
        } else {
            rest(rest.next(loop.isLively(), clock.nanoTime()));
        }
    }

    private void rest(long ns) {
        if (ns == 0) {
            Thread.onSpinWait();
        } else {
            park(ns);
        }
    }

    private void letOthersRun() {
        if (clock.nanoTime() - ranSinceNs > BUSY_BUDGET_NS) {
            isParked.set(true);
            rise(MOMENT_NS);
        }
    }

    private void park(long ns) {
        isParked.set(true);
        // Whoever placed a call before this is seen here, whoever places one later sees this loop parked.
        rise(ingress.isWaiting() || stopping ? 0 : ns);
    }

    private void rise(long afterNs) {
        if (afterNs > 0) {
            LockSupport.parkNanos(this, afterNs);
        }
        isParked.set(false);
        ranSinceNs = clock.nanoTime();
    }
}
