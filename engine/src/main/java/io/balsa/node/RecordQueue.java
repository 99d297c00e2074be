package io.balsa.node;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes that must outlive the turn that brought them: a first-in first-out queue of records of any length, each in one
 * piece, known by a position that never changes while the record is there. Grows by doubling up to a limit; releases in any
 * order, and takes the space back in order. Loop thread.
 */
public final class RecordQueue {
    /** Returned by {@link #claim} when the limit leaves no room. */
    public static final long FULL = -1;

    private static final int MAX_BYTES = 1 << 30;
    private static final int ALIGNMENT = 8;
    private static final int LENGTH_OFFSET = 0;
    private static final int STATE_OFFSET = 4;
    private static final int HEADER_LENGTH = 8;
    private static final int FREE = 0;
    private static final int IN_USE = 1;

    private final int maxBytes;
    private UnsafeBuffer buffer;
    private int mask;
    private long head;
    private long tail;

    /**
     * @param maxBytes of all records; rounded up to a power of two, and 1 GiB at most
     */
    public RecordQueue(int initialBytes, long maxBytes) {
        this.maxBytes = BitUtil.findNextPositivePowerOfTwo(Math.clamp(maxBytes, 64, MAX_BYTES));
        int bytes = Math.min(this.maxBytes, BitUtil.findNextPositivePowerOfTwo(Math.max(64, initialBytes)));
        this.buffer = new UnsafeBuffer(new byte[bytes]);
        this.mask = bytes - 1;
    }

    /** Room for a record of {@code length} bytes at the tail. @return its position, or {@link #FULL} */
    public long claim(int length) {
        int needed = BitUtil.align(HEADER_LENGTH + length, ALIGNMENT);
        for (; ; ) {
            int toEnd = capacity() - ((int) tail & mask);
            int padding = toEnd < needed ? toEnd : 0;
            if (padding > 0 && isEmpty() && needed <= capacity()) {
                tail += padding;
                head = tail;
                continue;
            }
            if (tail + padding + needed - head <= capacity()) {
                if (padding > 0) {
                    put(tail, padding, FREE);
                    tail += padding;
                    takeBack();
                }
                long position = tail;
                put(position, needed, IN_USE);
                tail += needed;
                return position;
            }
            if (capacity() >= maxBytes) {
                return FULL;
            }
            grow();
        }
    }

    /** Holds the records; replaced when the queue grows, so never keep it across {@link #claim}. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where the bytes of a record begin in {@link #buffer()}. */
    public int offset(long position) {
        return ((int) position & mask) + HEADER_LENGTH;
    }

    /** Position of the oldest record in use, or {@link #tail()} when there is none. */
    public long head() {
        return head;
    }

    /** Position that the next record will have at the earliest. */
    public long tail() {
        return tail;
    }

    /** Position right after a record: of the next one, a free one, or the tail. */
    public long after(long position) {
        return position + buffer.getInt(((int) position & mask) + LENGTH_OFFSET);
    }

    /** Whether the record there is in use, not released or padding. */
    public boolean isInUse(long position) {
        return buffer.getInt(((int) position & mask) + STATE_OFFSET) == IN_USE;
    }

    /** Gives up a record. */
    public void release(long position) {
        buffer.putInt(((int) position & mask) + STATE_OFFSET, FREE);
        takeBack();
    }

    public boolean isEmpty() {
        return head == tail;
    }

    /** Bytes between the oldest record and the tail. */
    public long size() {
        return tail - head;
    }

    private void takeBack() {
        while (head < tail && !isInUse(head)) {
            head = after(head);
        }
    }

    private void put(long position, int length, int state) {
        int offset = (int) position & mask;
        buffer.putInt(offset + LENGTH_OFFSET, length);
        buffer.putInt(offset + STATE_OFFSET, state);
    }

    private int capacity() {
        return mask + 1;
    }

    private void grow() {
        // A record never crosses a multiple of the old capacity, so it stays in one piece at the same position.
        UnsafeBuffer larger = new UnsafeBuffer(new byte[2 * capacity()]);
        int largerMask = 2 * capacity() - 1;
        for (long from = head; from < tail; ) {
            int offset = (int) from & mask;
            int length = (int) Math.min(tail - from, capacity() - offset);
            larger.putBytes((int) from & largerMask, buffer, offset, length);
            from += length;
        }
        buffer = larger;
        mask = largerMask;
    }
}
