package io.balsa.node;

import java.util.SplittableRandom;

/** Time that passes when a test says so. */
final class ManualClock {
    private long nowNs = 1_000_000_000;

    void advanceNs(long ns) {
        nowNs += ns;
    }

    long nowNs() {
        return nowNs;
    }

    Clocks clocks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Clocks(() -> nowNs, () -> nowNs / 1_000_000, random::nextLong);
    }
}
