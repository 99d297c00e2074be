package io.balsa.simulator.machine;

import io.balsa.spi.JournalException;
import java.io.IOException;
import java.util.Arrays;

/** What goes wrong with one node's disk, in whichever life. Set by whoever interferes, asked by the store at each operation. */
public final class DiskFaults {
    private static final int NEVER = -1;
    /** Of so many times that somebody begins to read pages that a failed sync left, one at which they are read from the disk. */
    private static final int GIVE_UPS = 8;

    /** What a store does. */
    public enum Operation {
        WRITE,
        SYNC,
        READ,
        NOTE,
        MARK,
        DELETE;

        private boolean isWrite() {
            return this == WRITE || this == SYNC || this == MARK;
        }
    }

    private final int[] failIn = new int[Operation.values().length];
    private final double[] chances = new double[failIn.length];
    private final Chance chance;
    private FailedSync failedSync = FailedSync.BY_CHANCE;
    private boolean keepsPages;
    private boolean isFull;
    private int syncsToLose;
    private int syncsToMisdirect;
    private long injected;
    private long failedWrites;

    public DiskFaults(Chance chance) {
        this.chance = chance;
        Arrays.fill(failIn, NEVER);
    }

    /** One operation fails: after so many that succeed. */
    public void fail(Operation operation, int after) {
        failIn[operation.ordinal()] = after;
    }

    /** Each operation fails with that probability. */
    public void failOften(Operation operation, double probability) {
        chances[operation.ordinal()] = probability;
    }

    /** What becomes of the pages of a sync that fails from now on. */
    public void failedSync(FailedSync fate) {
        failedSync = fate;
    }

    FailedSync failedSync() {
        return keepsPages && failedSync == FailedSync.BY_CHANCE ? FailedSync.DIRTY : failedSync;
    }

    /** Whether chance spares the pages that failed syncs left: they are all that who acknowledges from the page cache has. */
    public void keepsPages(boolean keeps) {
        keepsPages = keeps;
    }

    /** Whether nothing more can be written. */
    public void full(boolean full) {
        isFull = full;
    }

    /** Of what the next sync covers one sector does not reach the disk, although the sync reports success. */
    public void loseSector() {
        syncsToLose++;
    }

    /** One sector that the next sync writes lands also where another one lies. */
    public void misdirectSector() {
        syncsToMisdirect++;
    }

    /** Nothing goes wrong from now on. */
    public void heal() {
        Arrays.fill(failIn, NEVER);
        Arrays.fill(chances, 0);
        isFull = false;
        syncsToLose = 0;
        syncsToMisdirect = 0;
    }

    /** Whether operations fail, or are going to. */
    public boolean isAny() {
        return isFull
                || syncsToLose + syncsToMisdirect > 0
                || Arrays.stream(failIn).anyMatch(in -> in != NEVER)
                || Arrays.stream(chances).anyMatch(chance -> chance > 0);
    }

    /** How many faults hit. */
    public long injected() {
        return injected;
    }

    /** How many writes, syncs and marks failed. */
    public long failedWrites() {
        return failedWrites;
    }

    /** Whether the system gives up, now, the pages that failed syncs left: no fault of its own, and no excuse. */
    boolean givesUpPages() {
        return failedSync() == FailedSync.BY_CHANCE && chance.below(GIVE_UPS) == 0;
    }

    boolean takeLostSector() {
        boolean taken = syncsToLose > 0;
        if (taken) {
            syncsToLose--;
            injected++;
        }
        return taken;
    }

    boolean takeMisdirectedSector() {
        boolean taken = syncsToMisdirect > 0;
        if (taken) {
            syncsToMisdirect--;
            injected++;
        }
        return taken;
    }

    void check(Operation operation) throws IOException {
        if (hits(operation)) {
            throw new IOException("Input/output error (injected)");
        }
    }

    void checkWrite() {
        if (isFull) {
            injected++;
            failedWrites++;
            throw new JournalException("No space left on device (injected)");
        }
        if (hits(Operation.WRITE)) {
            throw new JournalException("Input/output error (injected)");
        }
    }

    private boolean hits(Operation operation) {
        int at = operation.ordinal();
        boolean due = failIn[at] == 0;
        if (failIn[at] >= 0) {
            failIn[at]--;
        }
        boolean hit = due || chance.happens(chances[at]);
        if (hit) {
            injected++;
            failedWrites += operation.isWrite() ? 1 : 0;
        }
        return hit;
    }
}
