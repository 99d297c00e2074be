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
 * <p>A loop without work stays awake for some turns, then sleeps until something arrives, somebody wakes it, or a time is over.
 * Balanced: a virtual thread, which never yields while idle, for the scheduler would run it again and again before it looks at
 * sleepers; under load it parks for a moment now and then, for the same reason. Low-latency: a platform thread, which yields. It
 * must sleep in the end: a yield does not let everybody else run. On Linux a thread that the kernel needs to pass on what is to
 * be synced may wait for some 5 ms behind one that yields all the time.
 */
public final class LoopRunner implements Runnable, Ingress.Wakeup {
    private static final long BUSY_BUDGET_NS = 1_000_000;
    private static final long MOMENT_NS = 1;

    private final Crank loop;
    private final Ingress ingress;
    private final LoopConfig config;
    private final NanoClock clock;
    private final long closeTimeoutNs;
    private final boolean isBalanced;
    private final AtomicBoolean isAsleep = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;
    private final Rest rest;
    private long ranSinceNs;
    private long sleepNs;

    /**
     * @param closeTimeoutNs how long calls under way may take to end after {@link #stop}
     */
    public LoopRunner(Crank loop, LoopConfig config, NanoClock clock, long closeTimeoutNs) {
        this.loop = loop;
        this.ingress = loop.ingress();
        this.config = config;
        this.isBalanced = config.profile() == LoopConfig.Profile.BALANCED;
        this.rest = new Rest(config);
        this.clock = clock;
        this.closeTimeoutNs = closeTimeoutNs;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        boolean inGoodOrder = false;
        try {
            if (!isBalanced && config.cpu() >= 0) {
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
        wake();
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
        if (isAsleep.get() && isAsleep.compareAndSet(true, false)) {
            loop.arrivals().wake();
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
        if (work > 0) {
            stayAwake();
            rest.end();
            letOthersRun();
        } else if (sleepNs > 0) {
            // Not even the turn after it was said that this loop sleeps found anything.
            sleep(sleepNs);
            stayAwake();
        } else {
            sleepNs = rest.next(loop.isLively(), clock.nanoTime());
            if (sleepNs > 0) {
                // Whoever has something for this loop is seen by one more turn, or sees that it sleeps.
                isAsleep.set(true);
            } else {
                pause();
            }
        }
    }

    private void stayAwake() {
        if (sleepNs > 0) {
            sleepNs = 0;
            isAsleep.set(false);
        }
    }

    private void pause() {
        if (isBalanced) {
            Thread.onSpinWait();
        } else {
            // At once: where loops share a processor, each spin keeps waiting the one that has something to say.
            Thread.yield();
        }
    }

    private void sleep(long ns) {
        if (isAsleep.get() && !loop.arrivals().await(ns)) {
            sleepUntold(ns);
        }
        ranSinceNs = clock.nanoTime();
    }

    /** Nothing tells when something arrives: that is found by looking. */
    private void sleepUntold(long ns) {
        if (isBalanced) {
            LockSupport.parkNanos(this, Math.min(ns, config.parkMaxNs()));
        } else {
            Thread.yield();
        }
    }

    /** Virtual threads share a few processors, and none is taken from one that does not give it up. */
    private void letOthersRun() {
        if (isBalanced && clock.nanoTime() - ranSinceNs > BUSY_BUDGET_NS) {
            LockSupport.parkNanos(this, MOMENT_NS);
            ranSinceNs = clock.nanoTime();
        }
    }
}
