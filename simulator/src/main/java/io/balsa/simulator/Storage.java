package io.balsa.simulator;

import io.balsa.simulator.machine.DiskFaults;
import io.balsa.simulator.machine.DiskPace;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.FailedSync;
import io.balsa.simulator.machine.SimStore;
import java.time.Duration;
import java.util.List;

/** What a test does to a node's disk, whether the node is up or down. */
public final class Storage {
    private final EventQueue time;
    private final SimStore store;
    private final DiskFaults faults;
    private final DiskPace pace;

    Storage(EventQueue time, Host host) {
        this.time = time;
        this.store = host.store;
        this.faults = host.faults;
        this.pace = host.pace;
    }

    // How it is used.

    /** Files that begin from now on are that long; at least twice the longest record. */
    public void segmentBytes(int bytes) {
        store.segmentSize(bytes);
    }

    /** What is on it now. */
    public Backup backup() {
        return new Backup(store.copy());
    }

    /** Puts a backup in place of what is there, whosever it is. Its node must be down. */
    public void restore(Backup backup) {
        store.replaceBy(backup.content);
    }

    /** What was on a disk at some time; may be put on any disk of any simulation. */
    public static final class Backup {
        private final SimStore content;

        private Backup(SimStore content) {
            this.content = content;
        }
    }

    // How fast it is.

    /** How long a sync takes from now on. */
    public void syncDelay(Range delay) {
        pace.sync(delay.minNs(), delay.maxNs());
    }

    /** How long a cold read or a deletion takes from now on; they end in any order. */
    public void readDelay(Range delay) {
        pace.read(delay.minNs(), delay.maxNs());
    }

    /** Nothing ends for so long: syncs and reads under way take until then. */
    public void stall(Duration duration) {
        pace.stallUntil(time.nowNs() + duration.toNanos());
    }

    /** Ends a stall: what it held up ends soon. */
    public void goOn() {
        pace.stallUntil(0);
    }

    /** Whether what is begun now has to wait for the end of a stall. */
    public boolean isStalled() {
        return pace.isStalledAt(time.nowNs());
    }

    // What goes wrong.

    /** The next operation of that kind fails, once. */
    public void failNext(DiskFaults.Operation operation) {
        faults.fail(operation, 0);
    }

    /** One operation of that kind fails, after so many that succeed. */
    public void failAfter(DiskFaults.Operation operation, int successes) {
        faults.fail(operation, successes);
    }

    /** Each operation of that kind fails with that probability. */
    public void failOften(DiskFaults.Operation operation, double probability) {
        faults.failOften(operation, probability);
    }

    /** What becomes of the pages of a sync that fails, from now on; by chance unless told otherwise. */
    public void failedSync(FailedSync fate) {
        faults.failedSync(fate);
    }

    /** There is no room: every write fails until {@link #empty}. */
    public void fill() {
        faults.full(true);
    }

    /** There is room again. */
    public void empty() {
        faults.full(false);
    }

    /** The next sync that has something to write leaves out one sector and reports success; the next power cut shows it. */
    public void loseSector() {
        faults.loseSector();
    }

    /** One sector that the next sync writes also lands where another one lies. */
    public void misdirectSector() {
        faults.misdirectSector();
    }

    /** Changes one bit of what was ever written, wherever chance wants. @return where, for people */
    public String corrupt() {
        return store.corrupt();
    }

    /**
     * Changes the bits of {@code mask} in one byte of a segment.
     *
     * @throws IllegalArgumentException when there is no such segment
     */
    public void corrupt(long segment, int offset, int mask) {
        store.corrupt(segment, offset, mask);
    }

    /** Nothing fails from now on, and nothing stalls; what is damaged stays so. */
    public void heal() {
        faults.heal();
        goOn();
    }

    // What is there.

    /** Numbers of the segments, lowest first. */
    public List<Long> segments() {
        return store.segments();
    }

    /**
     * What was ever written to a segment, as a process would read it now; a copy.
     *
     * @throws IllegalArgumentException when there is no such segment
     */
    public byte[] content(long segment) {
        return store.content(segment);
    }

    /** Whether the disk ever broke its word: bits changed, or a sync that succeeded lost something. */
    public boolean isDamaged() {
        return store.isDamaged();
    }

    /** Whether operations fail on it, or are going to, or nothing ends. */
    public boolean isInTrouble() {
        return isStalled() || faults.isAny();
    }

    /** How many writes, syncs and marks failed so far. */
    public long failedWrites() {
        return faults.failedWrites();
    }

    /** How many faults hit so far. */
    public long faultsInjected() {
        return faults.injected();
    }
}
