package io.balsa.core;

import io.balsa.spi.EntryFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest part of the log in memory: entry frames back to back in one off-heap ring. Entries of a batch lie side by
 * side, so that the wire and the journal take them in one piece. The oldest give way to the newest; whoever still needs
 * them reads the journal.
 *
 * <p>Positions count bytes since the node started and never wrap; a frame never straddles the ring's end.
 */
final class LogTail {
    private static final int FRAME_LENGTH_OFFSET = 0;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private final long[] positions;
    private final int indexMask;
    private long nextPosition;
    private long firstIndex;
    private long lastIndex;
    private int runOffset;
    private int runLength;

    /**
     * @param capacity   bytes; a power of two
     * @param maxEntries a power of two
     * @param lastIndex  index after which the first entry will be put
     */
    LogTail(int capacity, int maxEntries, long lastIndex) {
        this.buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN));
        this.capacity = capacity;
        this.positions = new long[maxEntries];
        this.indexMask = maxEntries - 1;
        this.lastIndex = lastIndex;
        this.firstIndex = lastIndex + 1;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Lowest index that is here; one beyond the last when none is. */
    long firstIndex() {
        return firstIndex;
    }

    boolean contains(long index) {
        return index >= firstIndex && index <= lastIndex;
    }

    /** Lowest index that stays when a frame of this length is put; what is below gives way. */
    long firstIndexAfter(int frameLength) {
        long end = startOf(frameLength) + frameLength;
        long first = Math.max(firstIndex, lastIndex + 2 - positions.length);
        while (first <= lastIndex && positions[(int) first & indexMask] < end - capacity) {
            first++;
        }
        return first;
    }

    /**
     * Makes room for the frame of the next index, which the caller writes at the returned offset.
     *
     * @param keepFrom lowest index that must stay
     */
    int claim(int frameLength, long keepFrom) {
        Check.that(frameLength <= capacity, "the tail holds every entry", frameLength, capacity);
        long first = firstIndexAfter(frameLength);
        Check.that(first <= keepFrom, "what is not in the journal stays in the tail", first, keepFrom);
        firstIndex = first;
        long start = startOf(frameLength);
        lastIndex++;
        positions[(int) lastIndex & indexMask] = start;
        nextPosition = start + frameLength;
        return (int) start & (capacity - 1);
    }

    /** Forgets {@code index} and what follows. */
    void truncateFrom(long index) {
        if (index > lastIndex) {
            return;
        }
        if (index > firstIndex) {
            nextPosition = endOf(index - 1);
        } else {
            firstIndex = index;
        }
        lastIndex = index - 1;
    }

    /** Where the frame of an index that is {@link #contains contained} begins. */
    int offsetOf(long index) {
        return (int) positions[(int) index & indexMask] & (capacity - 1);
    }

    /** Bytes from the beginning of {@code index} to the end of the tail; 0 when the index is beyond it. */
    long bytesFrom(long index) {
        if (index > lastIndex || firstIndex > lastIndex) {
            return 0;
        }
        return nextPosition - positions[(int) Math.max(index, firstIndex) & indexMask];
    }

    /**
     * Finds the longest run that lies in one piece: from {@code from}, at most to {@code to}, at most {@code maxBytes} but
     * at least one entry. {@link #runOffset} and {@link #runLength} tell where.
     *
     * @return its last index
     */
    long run(long from, long to, int maxBytes) {
        long start = positions[(int) from & indexMask];
        long wrap = (start | (capacity - 1)) + 1;
        long limit = Math.min(wrap, start + maxBytes);
        long low = from;
        long high = to;
        if (endOf(to) > limit) {
            high = to - 1;
            while (low < high) {
                long middle = (low + high + 1) >>> 1;
                if (endOf(middle) <= limit) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
        }
        long last = Math.max(from, high);
        runOffset = (int) start & (capacity - 1);
        runLength = (int) (endOf(last) - start);
        return last;
    }

    int runOffset() {
        return runOffset;
    }

    int runLength() {
        return runLength;
    }

    EntryFrame entryAt(long index, EntryFrame view) {
        return view.wrap(buffer, offsetOf(index));
    }

    private long endOf(long index) {
        long start = positions[(int) index & indexMask];
        return start + buffer.getInt(((int) start & (capacity - 1)) + FRAME_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private long startOf(int frameLength) {
        long offset = nextPosition & (capacity - 1);
        return offset + frameLength > capacity ? nextPosition - offset + capacity : nextPosition;
    }
}
