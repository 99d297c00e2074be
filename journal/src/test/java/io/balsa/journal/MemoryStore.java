package io.balsa.journal;

import io.balsa.spi.JournalException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * A record store in memory that knows what of it is durable, and can be copied as a crash would leave it. One thread.
 */
final class MemoryStore implements RecordStore {
    private static final int FIRST_RECORD = 64;
    private static final int GAP = 4;

    private final int segmentSize;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final Map<String, byte[]> notes = new HashMap<>();
    private final List<Long> marks = new ArrayList<>(List.of(0L));
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private long current;
    private int end;
    private int claimed;
    private boolean full;

    MemoryStore(int segmentSize) {
        this.segmentSize = segmentSize;
    }

    private static final class Segment {
        final byte[] content;
        byte[] durable;
        boolean nameIsDurable;

        Segment(int size) {
            content = new byte[size];
            durable = new byte[size];
        }
    }

    /** The store after the process was killed: the operating system has everything. */
    MemoryStore afterKill() {
        MemoryStore copy = emptyCopy();
        segments.forEach((number, segment) -> copy.put(number, segment.content.clone()));
        copy.marks.add(mark());
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
        copy.notes.putAll(notes);
        return copy;
    }

    private void put(long number, byte[] bytes) {
        Segment segment = new Segment(segmentSize);
        System.arraycopy(bytes, 0, segment.content, 0, bytes.length);
        segment.durable = segment.content.clone();
        segment.nameIsDurable = true;
        segments.put(number, segment);
    }

    private static byte[] mixed(Segment segment, Random random) {
        byte[] mixed = segment.durable.clone();
        int chance = random.nextInt(101);
        for (int at = 0; at < mixed.length; at += TailCheck.SECTOR) {
            if (random.nextInt(100) < chance) {
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
    public void force(long number) {
        Segment segment = segments.get(number);
        segment.durable = segment.content.clone();
        segment.nameIsDurable = true;
    }

    @Override
    public void delete(long segment) {
        segments.remove(segment);
    }

    @Override
    public byte @Nullable [] note(String name) {
        byte[] note = notes.get(name);
        return note == null ? null : Arrays.copyOf(note, note.length);
    }

    @Override
    public void note(String name, byte[] content) {
        notes.put(name, content);
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
