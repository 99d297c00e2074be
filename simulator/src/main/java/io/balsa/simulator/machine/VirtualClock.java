package io.balsa.simulator.machine;

/**
 * The clocks of one node, which agree with virtual time as badly as they are told: the monotonic one may run fast or slow
 * but never falls, the wall clock may also be set.
 */
public final class VirtualClock {
    private static final long MILLION = 1_000_000;
    private static final long EPOCH_MS = 1_767_225_600_000L;

    private final EventQueue time;
    private long baseNs;
    private long monotonicNs;
    private long wallOffsetNs;
    private long driftPpm;

    /** {@code offsetNs}: what the monotonic clock shows at the beginning. */
    public VirtualClock(EventQueue time, long offsetNs) {
        this.time = time;
        this.monotonicNs = offsetNs;
        this.wallOffsetNs = -offsetNs;
    }

    /** For timeouts; never falls. */
    public long monotonicNs() {
        return monotonicNs + grown(time.nowNs() - baseNs);
    }

    /** Milliseconds since 1970; may fall. */
    public long wallMs() {
        return EPOCH_MS + (monotonicNs() + wallOffsetNs) / MILLION;
    }

    /** From now on both clocks gain so many millionths, or lose them when negative. */
    public void drift(long ppm) {
        if (ppm <= -MILLION) {
            throw new IllegalArgumentException("a clock that gains " + ppm + " ppm runs backward");
        }
        monotonicNs = monotonicNs();
        baseNs = time.nowNs();
        driftPpm = ppm;
    }

    /** Sets the wall clock forward, or back when negative. */
    public void jump(long ns) {
        wallOffsetNs += ns;
    }

    /** Sets the wall clock to virtual time and so much more. */
    public void skew(long ns) {
        wallOffsetNs = time.nowNs() + ns - monotonicNs();
    }

    /** A part of the machine's life that no virtual time saw, as for a suspended host: both clocks go forward at once. */
    public void leap(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("a monotonic clock never falls");
        }
        monotonicNs += ns;
    }

    private long grown(long ns) {
        return driftPpm == 0 ? ns : ns + ns / MILLION * driftPpm + ns % MILLION * driftPpm / MILLION;
    }
}
