package io.balsa.simulator.machine;

import io.balsa.journal.SegmentBytes;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment as the page cache has it and as the disk has it. Written from front to back, so what is not on the disk is one
 * stretch up to the end, and pages that a failed sync has left. Grows as it is written; what was never written reads as zeros.
 */
final class StoredSegment {
    /** What a disk writes as a whole, bytes. */
    static final int SECTOR = 512;

    /** What the system writes back, or gives up, as a whole, bytes. */
    private static final int PAGE = 4096;

    private static final int FIRST_RECORD = 64;
    private static final int GAP = 4;
    private static final int LEAST_SIZE = 1024;

    private static final FailedSync[] FATES = {FailedSync.DIRTY, FailedSync.CLEAN, FailedSync.DROPPED};

    private final int maxSize;
    private byte[] cached;
    private byte[] stored;
    private int committed = FIRST_RECORD - GAP;
    private int written = committed;
    private int forced;
    private int syncing = -1;
    private boolean isNamed;
    /** Pages that a failed sync should have written and nobody has written to since: no sync covers them, no power cut spares them. */
    private final BitSet abandoned = new BitSet();

    StoredSegment(int maxSize) {
        this(maxSize, new byte[LEAST_SIZE], new byte[LEAST_SIZE]);
    }

    private StoredSegment(int maxSize, byte[] cached, byte[] stored) {
        this.maxSize = maxSize;
        this.cached = cached;
        this.stored = stored;
    }

    StoredSegment copy() {
        StoredSegment copy = new StoredSegment(maxSize, cached.clone(), stored.clone());
        copy.committed = committed;
        copy.written = written;
        copy.forced = forced;
        copy.syncing = syncing;
        copy.isNamed = isNamed;
        copy.abandoned.or(abandoned);
        return copy;
    }

    boolean fits(int length) {
        return committed + GAP + length <= maxSize;
    }

    /** Room for a record. @return where it begins */
    int claim(int length) {
        int offset = committed + GAP;
        written = offset + length;
        grow(written);
        touch(committed, written);
        return offset;
    }

    /** Writes what may be there already. */
    void rewrite(int offset, DirectBuffer bytes, int length) {
        bytes.getBytes(0, cached, offset, length);
        forced = Math.min(forced, offset);
        touch(offset, offset + length);
    }

    /** Pages that are written to wait to be written back, whatever became of them before. */
    private void touch(int from, int to) {
        int first = from / PAGE;
        int page = abandoned.nextSetBit(first);
        if (page >= 0 && page * PAGE < to) {
            forced = Math.min(forced, page * PAGE);
            abandoned.clear(first, (to - 1) / PAGE + 1);
        }
    }

    void commit(int length) {
        committed += GAP + length;
    }

    private void grow(int size) {
        if (size > cached.length) {
            int larger = Math.max(size, Math.min(maxSize, 2 * cached.length));
            cached = Arrays.copyOf(cached, larger);
            stored = Arrays.copyOf(stored, larger);
        }
    }

    /** A sync begins: it covers what is there now. */
    void beginSync() {
        syncing = committed;
    }

    /** Whether its name is on the disk. */
    boolean isNamed() {
        return isNamed;
    }

    boolean isDirty() {
        return !isNamed || forced < written;
    }

    /** The sync ends: what it covers is on the disk. */
    void force() {
        int to = syncing < 0 ? committed : syncing;
        if (to > forced) {
            store(forced, to);
            forced = to;
        }
        syncing = -1;
        isNamed = true;
    }

    private void store(int from, int to) {
        if (abandoned.isEmpty()) {
            System.arraycopy(cached, from, stored, from, to - from);
            return;
        }
        for (int at = from; at < to; at = (at / PAGE + 1) * PAGE) {
            if (!abandoned.get(at / PAGE)) {
                System.arraycopy(cached, at, stored, at, Math.min(to, (at / PAGE + 1) * PAGE) - at);
            }
        }
    }

    /** The sync ends and has failed. A page that was written to while it ran waits for another one. */
    void failToForce(Chance chance, FailedSync fate) {
        boolean isByChance = fate == FailedSync.BY_CHANCE;
        FailedSync drawn = isByChance ? FATES[chance.below(FATES.length)] : fate;
        int to = syncing < 0 ? committed : syncing;
        syncing = -1;
        if (drawn == FailedSync.DIRTY) {
            return;
        }
        int end = written > to ? to / PAGE * PAGE : to;
        for (int at = forced; at < end; at = (at / PAGE + 1) * PAGE) {
            if (isByChance && chance.below(2) == 0) {
                store(at, Math.min(end, (at / PAGE + 1) * PAGE));
            } else {
                abandoned.set(at / PAGE);
            }
        }
        forced = Math.max(forced, end);
        if (drawn == FailedSync.DROPPED) {
            giveUpPages();
        }
    }

    boolean hasAbandonedPages() {
        return !abandoned.isEmpty();
    }

    /** The system needs the room for something else: what is read from now on comes from the disk. */
    void giveUpPages() {
        for (int page = abandoned.nextSetBit(0); page >= 0; page = abandoned.nextSetBit(page + 1)) {
            int from = page * PAGE;
            System.arraycopy(stored, from, cached, from, Math.min(PAGE, cached.length - from));
        }
        abandoned.clear();
    }

    /** As {@link #force}, but one of the sectors it should have written does not reach the disk. */
    void forceWithout(Chance chance) {
        int from = forced;
        byte[] before = stored.clone();
        force();
        if (forced > from) {
            int sector = (int) chance.between(from / SECTOR, (forced - 1) / SECTOR) * SECTOR;
            int length = Math.min(SECTOR, stored.length - sector);
            System.arraycopy(before, sector, stored, sector, length);
        }
    }

    /** What was stored in one sector of another segment lands here. */
    void overwriteSector(Chance chance, byte[] content) {
        int sectors = Math.max(1, forced / SECTOR);
        int at = chance.below(sectors) * SECTOR;
        int length = Math.min(content.length, cached.length - at);
        System.arraycopy(content, 0, cached, at, length);
        System.arraycopy(content, 0, stored, at, length);
    }

    /** The newest whole sector on the disk. */
    byte[] newestSector() {
        int at = Math.max(0, forced / SECTOR - 1) * SECTOR;
        return Arrays.copyOfRange(stored, at, at + SECTOR);
    }

    /** The power fails: the page cache is lost, but some of it was on its way. @return false when not even the name is left */
    boolean losePower(Chance chance, PageCache fate) {
        boolean isThere = isNamed || fate == PageCache.KEPT || fate != PageCache.LOST && chance.below(2) == 0;
        int tornAt = (int) chance.between(forced, written) / SECTOR * SECTOR;
        for (int at = forced / SECTOR * SECTOR; at < written; at += SECTOR) {
            boolean isKept = switch (fate) {
                case BY_CHANCE -> chance.below(2) == 0;
                case LOST -> false;
                case TORN -> at < tornAt;
                case KEPT -> true;
            };
            if (isKept && !abandoned.get(at / PAGE)) {
                int from = Math.max(at, forced);
                System.arraycopy(cached, from, stored, from, Math.min(at + SECTOR, written) - from);
            }
        }
        System.arraycopy(stored, 0, cached, 0, stored.length);
        abandoned.clear();
        committed = written;
        forced = written;
        syncing = -1;
        isNamed = true;
        return isThere;
    }

    /** The process ends: the page cache stays, and a later power cut may still take what nobody synced. */
    void loseProcess() {
        committed = written;
        syncing = -1;
    }

    /** Changes a byte, on the disk and in the page cache. */
    void flip(int offset, int mask) {
        cached[offset] ^= (byte) mask;
        stored[offset] ^= (byte) mask;
    }

    /** Where the last byte lies that was ever written, plus one. */
    int length() {
        return written;
    }

    byte[] cached() {
        return cached;
    }

    /** As it is read now; must not be kept beyond the next write. */
    SegmentBytes read() {
        return new Bytes(new UnsafeBuffer(cached), cached.length);
    }

    private record Bytes(DirectBuffer buffer, int length) implements SegmentBytes {
        @Override
        public int recordAt(int from) {
            int record = from == 0 ? FIRST_RECORD : from + GAP;
            boolean there = record + Integer.BYTES <= length && buffer.getInt(record) != 0;
            return there ? record : NONE;
        }

        @Override
        public void close() {}
    }
}
