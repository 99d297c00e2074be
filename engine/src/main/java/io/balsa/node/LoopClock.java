package io.balsa.node;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/** Time as one turn of the loop sees it: read once, and the wall clock only when somebody asks. Loop thread. */
final class LoopClock {
    private final NanoClock monotonic;
    private final EpochClock wall;
    private long nowNs;
    private long nowMs;
    private boolean isWallRead;

    LoopClock(NanoClock monotonic, EpochClock wall) {
        this.monotonic = monotonic;
        this.wall = wall;
    }

    /** A turn begins. @return its time */
    long turn() {
        isWallRead = false;
        nowNs = monotonic.nanoTime();
        return nowNs;
    }

    /** Monotonic time of this turn. */
    long nowNs() {
        return nowNs;
    }

    /** Wall clock of this turn, in milliseconds since the epoch: for entries, never for a timeout. */
    long nowMs() {
        if (!isWallRead) {
            isWallRead = true;
            nowMs = wall.time();
        }
        return nowMs;
    }

    /** Nanoseconds since this turn began. */
    long elapsedNs() {
        return monotonic.nanoTime() - nowNs;
    }
}
