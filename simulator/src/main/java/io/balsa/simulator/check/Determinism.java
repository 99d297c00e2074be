package io.balsa.simulator.check;

import java.util.function.LongUnaryOperator;

/** 24: the same seed gives the same trace hash, on every run. */
public final class Determinism {
    private Determinism() {}

    /**
     * Runs a seed twice.
     *
     * @param run the whole run of a seed; returns its {@link io.balsa.simulator.Simulation#traceHash}
     * @return the hash
     * @throws Violation when the two runs differ
     */
    public static long require(long seed, LongUnaryOperator run) {
        long first = run.applyAsLong(seed);
        long second = run.applyAsLong(seed);
        if (first != second) {
            String text = "two runs have the hashes " + Long.toHexString(first) + " and " + Long.toHexString(second);
            throw new Violation("Determinism", text, "seed " + seed);
        }
        return first;
    }
}
