package io.balsa.node;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers their outcomes, on a thread of its own that sleeps while there are none. When what is chained to a future
 * holds that thread up, others help out, so that a chain that waits for another call does not wait forever.
 */
public final class Completer implements Runnable, Completions.Consumer {
    private final Completions completions;
    private final Executor spareThreads;
    private final int maxSpares;
    private final AtomicInteger spares = new AtomicInteger();
    private volatile @Nullable Thread sleeper;
    private volatile boolean ended;

    /**
     * @param spareThreads runs helpers, each on a thread of its own, best a virtual one
     * @param maxSpares    most of them at a time
     */
    public Completer(Completions completions, Executor spareThreads, int maxSpares) {
        this.completions = completions;
        this.spareThreads = spareThreads;
        this.maxSpares = maxSpares;
    }

    @Override
    public void run() {
        while (!ended || !completions.isEmpty()) {
            if (completions.drain() == 0 && !ended) {
                sleep();
            }
        }
    }

    /** Ends {@link #run} once everybody is told. */
    public void end() {
        ended = true;
        LockSupport.unpark(sleeper);
    }

    @Override
    public void onReady() {
        Thread thread = sleeper;
        if (thread != null) {
            sleeper = null;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void onStuck() {
        if (spares.incrementAndGet() <= maxSpares) {
            spareThreads.execute(this::help);
        } else {
            spares.decrementAndGet();
        }
    }

    private void help() {
        try {
            completions.drain();
        } finally {
            spares.decrementAndGet();
        }
    }

    private void sleep() {
        sleeper = Thread.currentThread();
        // Seen by the loop before it looks for a sleeper, or by this thread now.
        if (completions.isEmpty() && !ended) {
            LockSupport.park(this);
        }
        sleeper = null;
    }
}
