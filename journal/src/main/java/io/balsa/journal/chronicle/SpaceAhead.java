package io.balsa.journal.chronicle;

import io.balsa.journal.Durability;
import io.balsa.journal.Joining;
import io.balsa.journal.JournalConfig;
import io.balsa.journal.WriteMode;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps allocated space ahead of the writes on a thread of its own: in the current file, and once half of that is used, in the
 * next at the pace at which the other half fills, for a burst would take a processor from the loops. A platform thread, for
 * it blocks on the disk.
 *
 * <p>Zeros ahead spare a sync of a few records the allocation, and are a second write of every byte: where syncs cover much, records
 * that may are left to allocate their space themselves.
 */
final class SpaceAhead {
    /** Bytes that are touched ahead. */
    private static final int TOUCH_AHEAD = 1 << 20;

    /** About so many of the last syncs make the average. */
    private static final int SYNCS_THAT_COUNT = 16;

    /** Bytes that the next file may lag behind its pace before the helper is woken. */
    private static final int LAG_OF_NEXT = 4 * PreparedFile.SLICE;

    /** Bytes between syncs of allocation: each commits the file system's journal, which the disk's other syncs wait for. */
    private static final int FORCE_EACH = 1 << 20;

    private static final int PAGE = 4096;
    /** After an attempt that found no space. */
    private static final long RETRY_NS = 1_000_000;

    private final SegmentFiles files;
    private final Path life;
    private final JournalConfig config;
    private final long segmentSize;
    private final long fileLength;
    private final boolean forces;
    private final boolean allocates;
    private final boolean maySkip;
    private final long lagOfNext;
    private final Thread thread;
    private final Object nextLock = new Object();
    private @Nullable PreparedFile next;
    private volatile @Nullable PreparedFile current;
    private final PageTouch touch = new PageTouch();
    private volatile int used;
    private volatile long mappedAt;
    private volatile long touched;
    private volatile long nextFilled;
    private volatile boolean skips;
    private volatile boolean parked;
    private volatile boolean stopping;

    // Of the thread that syncs.
    private int syncedTo;
    private double bytesOfSync;

    SpaceAhead(SegmentFiles files, Path life, JournalConfig config) {
        this.files = files;
        this.life = life;
        this.config = config;
        this.segmentSize = CycleWriter.blockSize(config.segmentSize());
        this.fileLength = segmentSize + segmentSize / 4;
        this.forces = config.durability() == Durability.FSYNC;
        this.allocates = forces || config.writeMode() == WriteMode.MAPPED;
        this.maySkip = config.writeMode() == WriteMode.CHANNEL;
        this.lagOfNext = forces ? FORCE_EACH : LAG_OF_NEXT;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("balsa-journal-space-" + files.directoryName())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Makes a segment the current one; its beginning is allocated, and its name durable unless forcing fails.
     *
     * @throws JournalException when there is no space
     */
    PreparedFile begin(long segment) {
        PreparedFile file;
        synchronized (nextLock) {
            file = nextFile(segment);
            next = null;
            used = 0;
            touched = 0;
            mappedAt = 0;
            nextFilled = 0;
            // Within the lock: the helper prepares what comes after the current file, and must not take this one for
            // that.
            current = file;
        }
        wake();
        return file;
    }

    /** The file of that segment, created when that was not done ahead. Holds the lock. */
    private PreparedFile nextFile(long segment) {
        PreparedFile file = next;
        try {
            if (file == null || file.segment() != segment) {
                file = PreparedFile.create(segment, files.add(life, segment), fileLength, allocates);
                SegmentFiles.syncFolder(life);
                next = file;
            }
            if (file.filled() == 0 && !file.fillSlice(Math.min(config.prepareAhead(), segmentSize))) {
                throw noSpace(file);
            }
            return file;
        } catch (IOException failure) {
            throw new JournalException(
                    "the journal cannot begin segment " + segment + " in " + life + " (" + failure.getMessage()
                            + "); make room on that disk and start the node again",
                    failure);
        }
    }

    /** Returns once everything below {@code end} of the current file is allocated. Loop thread. */
    void require(PreparedFile file, int end) {
        used = end;
        if (isBehind(file)) {
            wake();
        }
        if (file.filled() < end) {
            await(file, end);
        }
    }

    /** A sync of the current file begins. One thread at a time. */
    void syncs() {
        int now = used;
        int covered = now < syncedTo ? now : now - syncedTo;
        syncedTo = now;
        bytesOfSync += (covered - bytesOfSync) / SYNCS_THAT_COUNT;
        skips = maySkip && bytesOfSync >= config.prepareBelow();
    }

    private void await(PreparedFile file, int end) {
        long deadline = System.nanoTime() + config.stallNs();
        while (file.filled() < end) {
            if (skips) {
                file.skipTo(Math.min(segmentSize, (long) end + PreparedFile.SLICE));
                return;
            }
            if (file.failure() != null) {
                throw noSpace(file);
            }
            if (deadline - System.nanoTime() < 0) {
                throw new JournalException("no space was allocated for " + file.path()
                        + " within balsa.journal.stall-wait;" + " the disk does not answer");
            }
            wake();
            LockSupport.parkNanos(20_000);
        }
    }

    private static JournalException noSpace(PreparedFile file) {
        IOException cause = file.failure();
        return new JournalException(
                "the journal cannot grow " + file.path() + " beyond " + file.filled() + " bytes ("
                        + (cause == null ? "unknown" : cause.getMessage())
                        + "); make room on that disk and start the node again",
                cause);
    }

    private void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopping) {
            if (!prepareSome()) {
                parked = true;
                PreparedFile file = current;
                if (stopping || file != null && isBehind(file)) {
                    LockSupport.parkNanos(this, RETRY_NS);
                } else {
                    LockSupport.park(this);
                }
                parked = false;
            }
        }
    }

    /** The current file is mapped there. Touching makes pages dirty, which the next sync would have to write. Loop thread. */
    void mapped(long address) {
        mappedAt = forces ? 0 : address;
    }

    /** Whether the helper has less than half of its lead left; it is woken no sooner, for that costs a system call. */
    private boolean isBehind(PreparedFile file) {
        long half = (long) used + config.prepareAhead() / 2;
        return !skips && file.filled() < Math.min(segmentSize, half)
                || nextFilled < wantedOfNext() - (skips ? 0 : lagOfNext)
                || touch.works() && mappedAt != 0 && touched < Math.min(file.filled(), (long) used + TOUCH_AHEAD / 2);
    }

    private long wanted() {
        return skips ? 0 : Math.min(segmentSize, (long) used + config.prepareAhead());
    }

    /** All of it when the current file is full, nothing before that is half full; but its beginning where the rest is not allocated. */
    private long wantedOfNext() {
        return Math.clamp(2L * used - segmentSize, 0, skips ? PreparedFile.SLICE : segmentSize);
    }

    /** Allocates some space somewhere; false when nothing needs any, or there is none. */
    private boolean prepareSome() {
        PreparedFile file = current;
        if (file == null) {
            return false;
        }
        if (file.filled() < wanted()) {
            return fillSome(file, wanted());
        }
        if (touchSome(file)) {
            return true;
        }
        return nextFilled < wantedOfNext() && prepareNext(file.segment() + 1);
    }

    private boolean touchSome(PreparedFile file) {
        long base = mappedAt;
        long from = Math.max(touched, used / PAGE * PAGE);
        long to = Math.min(file.filled(), (long) used + TOUCH_AHEAD) / PAGE * PAGE;
        if (base == 0 || !touch.works() || to <= from) {
            return false;
        }
        touch.populate(base + from, to - from);
        touched = to;
        return to - from >= TOUCH_AHEAD / 4;
    }

    private boolean prepareNext(long segment) {
        PreparedFile file;
        synchronized (nextLock) {
            PreparedFile now = current;
            if (now == null || now.segment() + 1 != segment) {
                return true;
            }
            try {
                file = nextFile(segment);
            } catch (JournalException noSpaceYet) {
                return false; // the loop tries again when it needs the segment, and reports
            }
        }
        if (!fillSome(file, wantedOfNext())) {
            return false;
        }
        synchronized (nextLock) {
            nextFilled = next == file ? file.filled() : nextFilled; // it may have become the current one meanwhile
        }
        return true;
    }

    /**
     * Allocates a slice, or as much as is synced at once: allocation that is durable already does not slow down the sync of a
     * record. A failure of that shows again in the record's own.
     */
    private boolean fillSome(PreparedFile file, long limit) {
        long from = file.filled();
        do {
            if (!file.fillSlice(segmentSize)) {
                return false;
            }
        } while (forces && file.filled() < limit && file.filled() - from < FORCE_EACH);
        return !forces || forced(file);
    }

    private static boolean forced(PreparedFile file) {
        try {
            file.channel().force(false);
            return true;
        } catch (IOException left) {
            return false;
        }
    }

    /**
     * Ends the thread and closes the files.
     *
     * @return false when it did not end within {@code timeoutNs}
     */
    boolean stop(long timeoutNs) {
        stopping = true;
        LockSupport.unpark(thread);
        return Joining.within(thread, timeoutNs);
    }

    /** The file that was prepared and never begun, if any. After {@link #stop}. */
    @Nullable
    PreparedFile unused() {
        synchronized (nextLock) {
            return next;
        }
    }
}
