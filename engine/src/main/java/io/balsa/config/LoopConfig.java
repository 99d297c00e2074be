package io.balsa.config;

/**
 * {@code balsa.loop}: what turns the loop.
 *
 * @param profile   where the loop runs and how it idles
 * @param idleSpins turns without work before a balanced loop sleeps
 * @param idleYields turns without work before a low-latency loop sleeps
 * @param parkMinNs first and shortest sleep
 * @param parkMaxNs longest sleep that it backs off to while nothing happens
 * @param parkIdleNs sleep of a loop that has moved no command or read for a second, and is woken by what arrives
 * @param cpu       processor that a low-latency loop is pinned to; -1 for any
 */
public record LoopConfig(
        Profile profile, int idleSpins, int idleYields, long parkMinNs, long parkMaxNs, long parkIdleNs, int cpu) {
    /** @throws IllegalArgumentException when the values do not fit together; the message has a line for each reason */
    public LoopConfig {
        new Rules("balsa.loop")
                .require(idleSpins >= 0, "must not be negative", "idle-spins")
                .require(idleYields >= 0, "must not be negative", "idle-yields")
                .require(parkMinNs > 0, "must be longer than nothing", "park-min")
                .require(
                        parkMaxNs >= parkMinNs,
                        "must be at least park-min, " + Quantities.formatNs(parkMinNs) + "; raise it",
                        "park-max",
                        "park-min")
                .require(
                        parkIdleNs >= parkMaxNs,
                        "must be at least park-max, " + Quantities.formatNs(parkMaxNs) + "; raise it",
                        "park-idle",
                        "park-max")
                .require(
                        cpu < 0 || profile == Profile.LOW_LATENCY,
                        "pins only a loop on a thread of its own; set profile = low-latency, or cpu = -1",
                        "cpu",
                        "profile")
                .enforce();
    }

    /** The same, but that an idle loop sleeps no longer than that, nor shorter than {@code park-max}. */
    public LoopConfig idleAtMost(long ns) {
        long idleNs = Math.clamp(ns, parkMaxNs, parkIdleNs);
        return new LoopConfig(profile, idleSpins, idleYields, parkMinNs, parkMaxNs, idleNs, cpu);
    }

    /** Where the loop runs. */
    public enum Profile {
        /** On a virtual thread that spins briefly and then sleeps. */
        BALANCED,
        /** On a platform thread of its own that yields for long before it sleeps. */
        LOW_LATENCY
    }
}
