package io.balsa.simulator.machine;

/** How long one node's disk takes. Outlives the processes that use it. */
public final class DiskPace {
    private static final long RECHECK_NS = 10_000_000;

    private final Chance chance;
    private long minSyncNs;
    private long maxSyncNs;
    private long minReadNs;
    private long maxReadNs;
    private long stalledUntilNs;

    public DiskPace(Chance chance) {
        this.chance = chance;
    }

    /** How long a sync takes, from when it begins. */
    public void sync(long minNs, long maxNs) {
        minSyncNs = requireOrder(minNs, maxNs);
        maxSyncNs = maxNs;
    }

    /** How long a cold read or a deletion takes; several at a time do not wait for each other. */
    public void read(long minNs, long maxNs) {
        minReadNs = requireOrder(minNs, maxNs);
        maxReadNs = maxNs;
    }

    /** Nothing ends before that time; then all that should have ended does. */
    public void stallUntil(long timeNs) {
        stalledUntilNs = timeNs;
    }

    long syncNs() {
        return chance.between(minSyncNs, maxSyncNs);
    }

    long readNs() {
        return chance.between(minReadNs, maxReadNs);
    }

    /** After how long to see whether the stall is over; 0 when it is. It may be ended early. */
    long stalledNs(long nowNs) {
        return Math.clamp(stalledUntilNs - nowNs, 0, RECHECK_NS);
    }

    /** Whether nothing ends at that time. */
    public boolean isStalledAt(long nowNs) {
        return stalledUntilNs > nowNs;
    }

    private static long requireOrder(long minNs, long maxNs) {
        if (minNs < 0 || maxNs < minNs) {
            throw new IllegalArgumentException("nothing takes between " + minNs + " and " + maxNs + " ns");
        }
        return minNs;
    }
}
