package io.balsa.benchmarks.peer;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a cluster does by itself. */
public final class Waiting {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long PAUSE_NS = 5_000_000;

    private Waiting() {}

    /** @throws IllegalStateException when it did not come true in a minute */
    public static void until(String what, BooleanSupplier condition) {
        long beganNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new IllegalStateException(what + " was waited for in vain, for a minute");
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
