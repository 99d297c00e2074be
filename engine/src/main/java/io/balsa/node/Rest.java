package io.balsa.node;

import io.balsa.config.LoopConfig;

/**
 * How long a loop sleeps between turns without work: not at all for some turns, which a balanced loop spares itself where nobody
 * waits for the next; then longer and longer while somebody may, {@code park-max} when what comes is a heartbeat, and
 * {@code park-idle} once that was so for a second. What arrives ends a sleep, where the transport can tell. Loop thread.
 */
final class Rest {
    static final long IDLE_AFTER_NS = 1_000_000_000;

    private final LoopConfig config;
    private final int turnsAwake;
    private final boolean staysAwakeAlways;
    private int idleTurns;
    private long parkNs;
    private boolean isQuiet;
    private long quietSinceNs;

    Rest(LoopConfig config) {
        this.config = config;
        this.staysAwakeAlways = config.profile() == LoopConfig.Profile.LOW_LATENCY;
        this.turnsAwake = staysAwakeAlways ? config.idleYields() : config.idleSpins();
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
     * @return how long to sleep, in nanoseconds; 0 to turn again at once
     */
    long next(boolean isLively, long nowNs) {
        isQuiet &= !isLively;
        if ((isLively || staysAwakeAlways) && ++idleTurns <= turnsAwake) {
            return 0;
        }
        if (!isLively) {
            return quiet(nowNs);
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
