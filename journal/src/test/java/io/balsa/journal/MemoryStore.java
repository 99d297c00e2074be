package io.balsa.journal;

import io.balsa.spi.JournalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record store in memory that knows what of it is durable, and can be copied as a crash would leave it. A sync that fails leaves
 * pages that can be read, that the system takes for written and that no later sync writes. One thread.
 */
final class MemoryStore implements RecordStore {
    private static final int FIRST_RECORD = 64;
    private static final int GAP = 4;
    private static final int PAGE = 4096;

    private final int segmentSize;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final Map<String, byte[]> notes = new HashMap<>();
    private final Map<String, byte[]> durableNotes = new HashMap<>();
    private final List<Long> marks = new ArrayList<>(List.of(0L));
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private long current;
    private int end;
    private int claimed;
    private boolean full;
    private boolean syncsFail;
    private boolean deletionsFail;
    private boolean notesFail;

    MemoryStore(int segmentSize) {
        this.segmentSize = segmentSize;
    }

    private static final class Segment {
        final byte[] content;
        final byte[] durable;
        boolean nameIsDurable;
        /** Pages that a failed sync should have written and that nobody wrote to since. */
        final BitSet abandoned = new BitSet();

        Segment(int size) {
            content = new byte[size];
            durable = new byte[size];
        }

        void write(int offset, int length) {
            abandoned.clear(offset / PAGE, (offset + length - 1) / PAGE + 1);
        }

        void sync() {
            for (int page = 0; page * PAGE < content.length; page++) {
                if (!abandoned.get(page)) {
                    copyPage(page, content, durable);
                }
            }
        }

        void failToSync() {
            for (int page = 0; page * PAGE < content.length; page++) {
                int from = page * PAGE;
                int to = Math.min(content.length, from + PAGE);
                if (!Arrays.equals(content, from, to, durable, from, to)) {
                    abandoned.set(page);
                }
            }
        }

        void dropAbandoned() {
            abandoned.stream().forEach(page -> copyPage(page, durable, content));
        }

        private static void copyPage(int page, byte[] from, byte[] to) {
            System.arraycopy(from, page * PAGE, to, page * PAGE, Math.min(PAGE, from.length - page * PAGE));
        }
    }

    /** The store after the process was killed: the operating system has everything. */
    MemoryStore afterKill() {
        MemoryStore copy = emptyCopy();
        segments.forEach((number, segment) -> {
            Segment kept = new Segment(segmentSize);
            System.arraycopy(segment.content, 0, kept.content, 0, segmentSize);
            System.arraycopy(segment.durable, 0, kept.durable, 0, segmentSize);
            kept.abandoned.or(segment.abandoned);
            kept.nameIsDurable = segment.nameIsDurable;
            copy.segments.put(number, kept);
        });
        copy.marks.clear();
        copy.marks.addAll(marks);
        copy.notes.putAll(notes);
        return copy;
    }

    /** The store after a power cut: each sector that was not synced is there or not, and so is each mark. */
    MemoryStore afterPowerCut(Random random) {
        MemoryStore copy = emptyCopy();
        segments.forEach((number, segment) -> {
            if (segment.nameIsDurable || random.nextBoolean()) {
                copy.put(number, mixed(segment, random));
            }
        });
        copy.marks.add(marks.get(random.nextInt(marks.size())));
        return copy;
    }

    private MemoryStore emptyCopy() {
        MemoryStore copy = new MemoryStore(segmentSize);
        copy.notes.putAll(durableNotes);
        copy.durableNotes.putAll(durableNotes);
        return copy;
    }

    private void put(long number, byte[] bytes) {
        Segment segment = new Segment(segmentSize);
        System.arraycopy(bytes, 0, segment.content, 0, bytes.length);
        System.arraycopy(bytes, 0, segment.durable, 0, bytes.length);
        segment.nameIsDurable = true;
        segments.put(number, segment);
    }

    private static byte[] mixed(Segment segment, Random random) {
        byte[] mixed = segment.durable.clone();
        int chance = random.nextInt(101);
        for (int at = 0; at < mixed.length; at += TailCheck.SECTOR) {
            if (!segment.abandoned.get(at / PAGE) && random.nextInt(100) < chance) {
                int length = Math.min(TailCheck.SECTOR, mixed.length - at);
                System.arraycopy(segment.content, at, mixed, at, length);
            }
        }
        return mixed;
    }

    /** Bytes of a segment as the operating system has them, to look at or to damage. */
    byte[] content(long segment) {
        return segments.get(segment).content;
    }

    /** From now on no segment can be begun or written. */
    void full(boolean isFull) {
        full = isFull;
    }

    /** Each sync fails from now on, or none. */
    void syncsFail(boolean fail) {
        syncsFail = fail;
    }

    /** Each deletion fails from now on and leaves the segment where it is, or none. */
    void deletionsFail(boolean fail) {
        deletionsFail = fail;
    }

    /** Each note fails from now on when it can be read already and a power cut would still take it, or none. */
    void notesFail(boolean fail) {
        notesFail = fail;
    }

    /** What a failed sync should have written is given up: its pages are read from the disk again. */
    void dropAbandonedPages() {
        segments.values().forEach(Segment::dropAbandoned);
    }

    void forgetMark() {
        marks.clear();
        marks.add(0L);
    }

    @Override
    public List<Long> segments() {
        return new ArrayList<>(segments.keySet());
    }

    @Override
    public String nameOf(long segment) {
        return "segment " + segment;
    }

    @Override
    public SegmentBytes read(long segment) {
        return new Bytes(segments.get(segment).content);
    }

    @Override
    public void begin(long segment) {
        requireRoom();
        Segment begun = new Segment(segmentSize);
        segments.put(segment, begun);
        buffer.wrap(begun.content);
        current = segment;
        end = FIRST_RECORD - GAP;
    }

    @Override
    public boolean fits(int length) {
        return current != 0 && end + GAP + length <= segmentSize;
    }

    @Override
    public int claim(int length) {
        requireRoom();
        claimed = end + GAP;
        segments.get(current).write(end, GAP + length);
        return claimed;
    }

    @Override
    public int offset() {
        return claimed;
    }

    private void requireRoom() {
        if (full) {
            throw new JournalException("no room in memory (injected)");
        }
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void commit(int length) {
        end = claimed + length;
    }

    @Override
    public void force(long number) throws IOException {
        Segment segment = segments.get(number);
        if (syncsFail) {
            segment.failToSync();
            throw new IOException("the disk said no");
        }
        segment.sync();
        segment.nameIsDurable = true;
    }

    @Override
    public void rewrite(long number, int offset, DirectBuffer bytes, int length) {
        Segment segment = segments.get(number);
        bytes.getBytes(0, segment.content, offset, length);
        segment.write(offset, length);
    }

    @Override
    public void delete(long segment) throws IOException {
        if (deletionsFail) {
            throw new IOException("the disk said no");
        }
        segments.remove(segment);
    }

    @Override
    public byte @Nullable [] note(String name) {
        byte[] note = notes.get(name);
        return note == null ? null : Arrays.copyOf(note, note.length);
    }

    @Override
    public void note(String name, byte[] content) throws IOException {
        notes.put(name, content);
        if (notesFail) {
            throw new IOException("the disk said no");
        }
        durableNotes.put(name, content);
    }

    @Override
    public long mark() {
        return marks.getLast();
    }

    @Override
    public void mark(long position) {
        marks.add(position);
    }

    @Override
    public void close() {}

    private record Bytes(byte[] content) implements SegmentBytes {
        @Override
        public DirectBuffer buffer() {
            return new UnsafeBuffer(content);
        }

        @Override
        public int length() {
            return content.length;
        }

        @Override
        public int recordAt(int from) {
            int record = from == 0 ? FIRST_RECORD : from + GAP;
            boolean there = record + Integer.BYTES <= content.length && buffer().getInt(record) != 0;
            return there ? record : NONE;
        }

        @Override
        public void close() {}
    }
}
