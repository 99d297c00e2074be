package io.balsa.simulator.machine;

import io.balsa.journal.RecordStore;
import io.balsa.journal.SegmentBytes;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A disk with a page cache under the record log. It outlives the processes that use it. What is written and not synced is
 * there for every reader, and after a power cut is kept, lost or torn sector by sector. A sync that fails may leave pages that
 * count as written and are not. Notes and deletions are durable on return; one that fails may have been done nevertheless, for good or
 * until the next power cut. A mark may be lost, and then an older one is found.
 */
public final class SimStore implements RecordStore {
    private static final int MARKS = 8;

    private static final FailedNote[] FAILED_NOTES = FailedNote.values();

    private final Chance chance;
    private final DiskFaults faults;
    private int segmentSize;
    private final TreeMap<Long, StoredSegment> segments = new TreeMap<>();
    private final Map<String, byte[]> notes = new TreeMap<>();
    private final UnsyncedNames unsynced = new UnsyncedNames();
    private final long[] marks = new long[MARKS];
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int lastMark;
    private int lostMarks;
    private boolean isDamaged;
    private @Nullable StoredSegment current;
    private int claimed;

    /** What becomes of a note that cannot be replaced. */
    private enum FailedNote {
        /** Nothing. */
        OLD,
        /** It is replaced in the cache only. */
        CACHED,
        /** It is replaced, and only the answer was wrong. */
        NEW
    }

    /** {@code segmentSize}: bytes of a segment at most. */
    public SimStore(Chance chance, DiskFaults faults, int segmentSize) {
        this.chance = chance;
        this.faults = faults;
        this.segmentSize = segmentSize;
    }

    /** Segments that begin from now on are that long. */
    public void segmentSize(int bytes) {
        segmentSize = bytes;
    }

    // What happens to a disk.

    /** The process ended: the page cache has all that was written. */
    public void loseProcess() {
        segments.values().forEach(StoredSegment::loseProcess);
        current = null;
    }

    /** The power failed. */
    public void losePower(PageCache fate) {
        segments.values().removeIf(segment -> !segment.losePower(chance, fate));
        unsynced.losePower(chance, fate, segments, notes);
        if (fate != PageCache.KEPT) {
            int lost = isDamaged ? 0 : chance.below(Math.min(MARKS, 3));
            lastMark += MARKS - lost;
            lostMarks += lost;
        }
        current = null;
    }

    /** Somebody put what another directory held in place of what is there. */
    public void replaceBy(SimStore other) {
        wipe();
        other.segments.forEach((number, segment) -> segments.put(number, segment.copy()));
        notes.putAll(other.notes);
        unsynced.copyFrom(other.unsynced);
        System.arraycopy(other.marks, 0, marks, 0, MARKS);
        lastMark = other.lastMark;
    }

    /** Somebody emptied the directory. */
    public void wipe() {
        segments.clear();
        notes.clear();
        unsynced.sync();
        isDamaged = false;
        Arrays.fill(marks, 0);
        current = null;
    }

    /**
     * Changes bits of one byte that was written, wherever chance wants.
     *
     * @return where, for people
     */
    public String corrupt() {
        List<Long> numbers = segments();
        if (numbers.isEmpty()) {
            return "nowhere: nothing is written";
        }
        long segment = numbers.get(chance.below(numbers.size()));
        StoredSegment content = segmentOf(segment);
        int offset = chance.below(content.length());
        damage();
        content.flip(offset, 1 << chance.below(Byte.SIZE));
        return "offset " + offset + " of " + nameOf(segment);
    }

    /** Marks that were lost come back: without them damage cannot be told from a tail that a power cut tore. */
    private void damage() {
        isDamaged = true;
        lastMark += lostMarks;
        lostMarks = 0;
    }

    /** Changes the bits of {@code mask} in one byte. */
    public void corrupt(long segment, int offset, int mask) {
        damage();
        segmentOf(segment).flip(offset, mask);
    }

    /** Whether the disk ever broke its word: bits changed, or a sync that succeeded lost something. */
    public boolean isDamaged() {
        return isDamaged;
    }

    /** The same disk, healthy from now on, for somebody to try something, or to put it somewhere else. */
    public SimStore copy() {
        Chance other = new Chance(0);
        SimStore copy = new SimStore(other, new DiskFaults(other), segmentSize);
        copy.replaceBy(this);
        return copy;
    }

    /** Bytes of a segment that were ever written, as they are read now. */
    public byte[] content(long segment) {
        StoredSegment content = segmentOf(segment);
        return Arrays.copyOf(content.cached(), content.length());
    }

    /** A sync of what is written up to now begins; {@link #force} ends it. */
    void beginSync() {
        for (StoredSegment segment : segments.descendingMap().values()) {
            if (!segment.isDirty()) {
                return;
            }
            segment.beginSync();
        }
    }

    // The port.

    @Override
    public List<Long> segments() {
        return new ArrayList<>(segments.keySet());
    }

    @Override
    public String nameOf(long segment) {
        return "segment " + segment;
    }

    @Override
    public SegmentBytes read(long segment) throws IOException {
        faults.check(DiskFaults.Operation.READ);
        StoredSegment content = segments.get(segment);
        if (content == null) {
            throw new NoSuchFileException(nameOf(segment));
        }
        if (content.hasAbandonedPages() && faults.givesUpPages()) {
            content.giveUpPages();
        }
        return content.read();
    }

    @Override
    public void begin(long segment) {
        faults.checkWrite();
        StoredSegment begun = new StoredSegment(segmentSize);
        if (segments.putIfAbsent(segment, begun) != null) {
            throw new JournalException(nameOf(segment) + " exists");
        }
        current = begun;
    }

    @Override
    public boolean fits(int length) {
        return current != null && current.fits(length);
    }

    @Override
    public int claim(int length) {
        faults.checkWrite();
        claimed = current().claim(length);
        if (buffer.byteArray() != current().cached()) {
            buffer.wrap(current().cached());
        }
        return claimed;
    }

    @Override
    public int offset() {
        return claimed;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void commit(int length) {
        current().commit(length);
    }

    @Override
    public void force(long segment) throws IOException {
        StoredSegment content = segments.get(segment);
        try {
            faults.check(DiskFaults.Operation.SYNC);
        } catch (IOException failure) {
            if (content != null) {
                content.failToForce(chance, faults.failedSync());
            }
            throw failure;
        }
        if (content == null) {
            return;
        }
        if (!content.isNamed()) {
            unsynced.sync();
        }
        if (faults.takeLostSector()) {
            isDamaged = true;
            content.forceWithout(chance);
        } else {
            content.force();
        }
        if (faults.takeMisdirectedSector()) {
            StoredSegment victim = segmentOf(segments().get(chance.below(segments.size())));
            isDamaged = true;
            victim.overwriteSector(chance, content.newestSector());
        }
    }

    @Override
    public void rewrite(long segment, int offset, DirectBuffer bytes, int length) {
        faults.checkWrite();
        segmentOf(segment).rewrite(offset, bytes, length);
    }

    @Override
    public void delete(long segment) throws IOException {
        try {
            faults.check(DiskFaults.Operation.DELETE);
        } catch (IOException failure) {
            failToDelete(segment);
            throw failure;
        }
        segments.remove(segment);
        unsynced.sync();
    }

    private void failToDelete(long segment) {
        StoredSegment content = segments.get(segment);
        if (content != null && chance.below(2) == 0) {
            segments.remove(segment);
            unsynced.delete(segment, content);
        }
    }

    @Override
    public byte @Nullable [] note(String name) throws IOException {
        faults.check(DiskFaults.Operation.READ);
        byte[] note = notes.get(name);
        return note == null ? null : note.clone();
    }

    @Override
    public void note(String name, byte[] content) throws IOException {
        try {
            faults.check(DiskFaults.Operation.NOTE);
        } catch (IOException failure) {
            failToNote(name, content);
            throw failure;
        }
        notes.put(name, content.clone());
        unsynced.sync();
    }

    private void failToNote(String name, byte[] content) {
        switch (FAILED_NOTES[chance.below(FAILED_NOTES.length)]) {
            case OLD -> {}
            case CACHED -> {
                unsynced.replace(name, notes.get(name));
                notes.put(name, content.clone());
            }
            case NEW -> {
                notes.put(name, content.clone());
                unsynced.sync();
            }
        }
    }

    @Override
    public long mark() {
        return marks[lastMark % MARKS];
    }

    @Override
    public void mark(long position) throws IOException {
        faults.check(DiskFaults.Operation.MARK);
        lastMark = lastMark % MARKS + 1;
        lostMarks = 0;
        marks[lastMark % MARKS] = position;
    }

    @Override
    public void close() {
        current = null;
    }

    private StoredSegment current() {
        if (current == null) {
            throw new IllegalStateException("no segment was begun");
        }
        return current;
    }

    private StoredSegment segmentOf(long segment) {
        StoredSegment content = segments.get(segment);
        if (content == null) {
            throw new IllegalArgumentException("there is no " + nameOf(segment));
        }
        return content;
    }
}
