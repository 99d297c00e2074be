package io.balsa.simulator;

import java.time.Duration;

/**
 * Nanoseconds to draw from, both ends included.
 *
 * @param minNs 0 or more
 * @param maxNs {@code minNs} or more
 */
public record Range(long minNs, long maxNs) {
    /** @throws IllegalArgumentException when nothing lies between */
    public Range {
        if (minNs < 0 || maxNs < minNs) {
            throw new IllegalArgumentException("nothing lies between " + minNs + " and " + maxNs + " ns");
        }
    }

    /** Always the same. */
    public static Range of(Duration exactly) {
        return new Range(exactly.toNanos(), exactly.toNanos());
    }

    /** From one to the other. */
    public static Range of(Duration min, Duration max) {
        return new Range(min.toNanos(), max.toNanos());
    }

    static Range ofMicros(long min, long max) {
        return new Range(min * 1_000, max * 1_000);
    }
}
