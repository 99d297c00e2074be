package io.balsa.simulator.machine;

/** One direction between two ends, and how bad it is. */
public final class Link {
    private static final long SECOND_NS = 1_000_000_000L;

    private final int from;
    private final int to;
    private boolean isCut;
    private long minDelayNs;
    private long maxDelayNs;
    private double slow;
    private long slowNs;
    private double loss;
    private double duplication;
    private double reordering;
    private double refusal;
    private long bytesPerSecond = Long.MAX_VALUE;
    private long queueNs = SECOND_NS;
    private long freeAtNs;
    private long lastArrivalNs;

    Link(int from, int to) {
        this.from = from;
        this.to = to;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Whether everything sent over it, and everything under way on it, is lost; the sender does not notice. */
    public void cut(boolean cut) {
        isCut = cut;
    }

    public boolean isCut() {
        return isCut;
    }

    /** How long a frame takes, both ends included. */
    public void delay(long minNs, long maxNs) {
        if (minNs < 0 || maxNs < minNs) {
            throw new IllegalArgumentException("no delay lies between " + minNs + " and " + maxNs + " ns");
        }
        minDelayNs = minNs;
        maxDelayNs = maxNs;
    }

    /** Some frames take up to so much longer. */
    public void slow(double probability, long mostNs) {
        slow = probability;
        slowNs = mostNs;
    }

    /** Some frames vanish. */
    public void loss(double probability) {
        loss = probability;
    }

    /** Some frames arrive twice. */
    public void duplication(double probability) {
        duplication = probability;
    }

    /** Some frames may overtake others; the rest arrive in the order in which they were sent. */
    public void reordering(double probability) {
        reordering = probability;
    }

    /** Some frames are refused, as by back-pressure: {@code send} returns false. */
    public void refusal(double probability) {
        refusal = probability;
    }

    /** How fast it is, and how long a frame may wait for it before more are refused. */
    public void bandwidth(long bytesPerSecondOrMore, long mostQueuedNs) {
        bytesPerSecond = Math.max(1, bytesPerSecondOrMore);
        queueNs = mostQueuedNs;
    }

    /** Whether frames neither vanish nor wait, as after {@link #heal}, however long they take. */
    public boolean isWell() {
        boolean isReliable = loss == 0 && refusal == 0 && slow == 0 && bytesPerSecond == Long.MAX_VALUE;
        return !isCut && isReliable;
    }

    boolean refuses(Chance chance, long nowNs) {
        return freeAtNs - nowNs > queueNs || chance.happens(refusal);
    }

    boolean loses(Chance chance) {
        return isCut || chance.happens(loss);
    }

    boolean duplicates(Chance chance) {
        return chance.happens(duplication);
    }

    /** When a frame that leaves now arrives. */
    long arrivalNs(Chance chance, long nowNs, int length) {
        long leavesNs = nowNs;
        if (bytesPerSecond != Long.MAX_VALUE) {
            freeAtNs = Math.max(freeAtNs, nowNs) + Math.max(1, length * SECOND_NS / bytesPerSecond);
            leavesNs = freeAtNs;
        }
        long arrivesNs = leavesNs + chance.between(minDelayNs, maxDelayNs);
        if (chance.happens(slow)) {
            arrivesNs += chance.between(0, slowNs);
        }
        if (chance.happens(reordering)) {
            return arrivesNs;
        }
        lastArrivalNs = Math.max(lastArrivalNs, arrivesNs);
        return lastArrivalNs;
    }

    /** Undoes whatever makes it bad, but not its delay. */
    public void heal() {
        isCut = false;
        slow = 0;
        loss = 0;
        duplication = 0;
        reordering = 0;
        refusal = 0;
        bytesPerSecond = Long.MAX_VALUE;
        freeAtNs = 0;
        lastArrivalNs = 0;
    }
}
