package io.balsa.node;

import io.balsa.config.LoopConfig;

/**
 * How a balanced loop rests between turns without work: it spins, then parks longer and longer while somebody may wait for the
 * next turn, parks for {@code park-max} when what comes is a heartbeat, and for {@code park-idle} once that was so for a
 * second. Loop thread.
 */
final class Rest {
    static final long IDLE_AFTER_NS = 1_000_000_000;

    private final LoopConfig config;
    private int idleTurns;
    private long parkNs;
    private boolean isQuiet;
    private long quietSinceNs;

    Rest(LoopConfig config) {
        this.config = config;
    }

    /** A turn did something. */
    void end() {
        idleTurns = 0;
        parkNs = 0;
    }

    /**
     * A turn found nothing to do.
     *
     * @param isLively whether somebody may wait for the next one
     * @return how long to park, in nanoseconds; 0 to turn again at once
     */
    long next(boolean isLively, long nowNs) {
        if (!isLively) {
            return quiet(nowNs);
        }
        isQuiet = false;
        if (++idleTurns <= config.idleSpins()) {
            return 0;
        }
        parkNs = Math.clamp(2 * parkNs, config.parkMinNs(), config.parkMaxNs());
        return parkNs;
    }

    private long quiet(long nowNs) {
        if (!isQuiet) {
            isQuiet = true;
            quietSinceNs = nowNs;
        }
        return nowNs - quietSinceNs < IDLE_AFTER_NS ? config.parkMaxNs() : config.parkIdleNs();
    }
}
