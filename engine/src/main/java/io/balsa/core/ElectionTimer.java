package io.balsa.core;

import java.util.function.LongSupplier;

/**
 * Randomized election timeouts (Raft §5.2): the configured, and up to a sixteenth of it more, later for members of lower priority.
 * Who campaigned already waits up to twice the configured: others may have campaigned at the same time, and must not do so again.
 * Times are those of {@code onTick}, in nanoseconds of a monotonic clock.
 */
final class ElectionTimer {
    /** As far below the highest priority as a member can be that only campaigns when nobody else can win. */
    static final int LAST_RESORT = Integer.MAX_VALUE;

    /** Several times what a question takes to the others, so that two seldom cross; and no longer, for nobody leads meanwhile. */
    private static final int SPREAD_DIVISOR = 16;

    /** As long as a question may be under way, there and back, and somebody yields to another that crosses it (ADR 15). */
    private static final int YOUNG_DIVISOR = 8;

    private static final int MOST_STEPS = 4;
    private static final int LAST_RESORT_STEPS = 16;

    private final long timeoutNs;
    private final long spreadNs;
    private final LongSupplier random;
    private long deadlineNs;
    private long campaignNs;
    private long contactNs = Long.MIN_VALUE;

    ElectionTimer(long timeoutNs, LongSupplier random) {
        this.timeoutNs = timeoutNs;
        spreadNs = Math.max(1, timeoutNs / SPREAD_DIVISOR);
        this.random = random;
    }

    /** Starts over. {@code stepsBelow}: how far this node's priority lies below the highest, or {@link #LAST_RESORT}. */
    void reset(long nowNs, int stepsBelow) {
        start(nowNs, stepsBelow, spreadNs);
    }

    /** Starts over for a node that campaigns. */
    void resetForNextCampaign(long nowNs, int stepsBelow) {
        start(nowNs, stepsBelow, timeoutNs);
        campaignNs = nowNs;
    }

    /** Whether this node's campaign is as young as one that another node began at the same time may be. */
    boolean isCampaignYoung(long nowNs) {
        return nowNs - campaignNs < timeoutNs / YOUNG_DIVISOR;
    }

    private void start(long nowNs, int stepsBelow, long jitterBoundNs) {
        long jitterNs = Long.remainderUnsigned(random.getAsLong(), jitterBoundNs);
        int steps = stepsBelow == LAST_RESORT ? LAST_RESORT_STEPS : Math.min(stepsBelow, MOST_STEPS);
        long patienceNs = timeoutNs / 2 * steps;
        deadlineNs = nowNs + timeoutNs + jitterNs + patienceNs;
    }

    /** Notes word from the current leader. */
    void onContact(long nowNs) {
        contactNs = nowNs;
    }

    /** Forgets the leader, so that the next vote is free. */
    void forgetContact() {
        contactNs = Long.MIN_VALUE;
    }

    /** Whether a leader spoke within the shortest election timeout: then no vote is granted (dissertation §4.2.3). */
    boolean hasContact(long nowNs) {
        return contactNs != Long.MIN_VALUE && nowNs - contactNs < timeoutNs;
    }

    /** Whether a leader did speak once, but not within the longest time that a member of the highest priority would wait. */
    boolean isLeaderSilent(long nowNs) {
        return contactNs != Long.MIN_VALUE && nowNs - contactNs >= timeoutNs + spreadNs;
    }

    boolean isExpired(long nowNs) {
        return nowNs - deadlineNs >= 0;
    }
}
