package io.balsa.testing;

import io.balsa.spi.Arrivals;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until somebody wakes, and for nothing else. */
public final class Bell implements Arrivals {
    private final Semaphore rung = new Semaphore(0);
    private volatile int waits;

    @Override
    public boolean await(long ns) {
        waits++;
        try {
            if (rung.tryAcquire(ns, TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    @Override
    public void wake() {
        rung.release();
    }

    /** How often somebody waited. Any thread. */
    public int waits() {
        return waits;
    }
}
