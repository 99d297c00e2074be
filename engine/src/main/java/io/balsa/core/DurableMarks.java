package io.balsa.core;

import java.util.Arrays;

/**
 * Which index becomes durable with which position of the journal: a queue of marks, one for each excerpt under way. A
 * truncation lowers the marks it overtakes, because an old write may complete after its entries were replaced.
 */
final class DurableMarks {
    private final int most;
    private long[] positions = new long[16];
    private long[] indexes = new long[16];
    private int head;
    private int count;

    /** @param most marks kept; from 2, for the newest stands for what is beyond them */
    DurableMarks(int most) {
        this.most = most;
    }

    /** Notes that {@code lastIndex} is durable once the journal reports {@code position}. */
    void add(long position, long lastIndex) {
        if (count == most) {
            // A stalled disk: say less, never too much. The newest mark now stands for two.
            set(count - 1, position, lastIndex);
            return;
        }
        if (count == positions.length) {
            grow();
        }
        count++;
        set(count - 1, position, lastIndex);
    }

    /** Drops the marks that {@code position} covers. Returns the index of the last of them, or {@code durableIndex}. */
    long reach(long position, long durableIndex) {
        long durable = durableIndex;
        while (count > 0 && positions[head] <= position) {
            durable = indexes[head];
            head = (head + 1) & (positions.length - 1);
            count--;
        }
        return durable;
    }

    /** No mark may speak for {@code index} or beyond any more. */
    void truncateFrom(long index) {
        for (int i = 0; i < count; i++) {
            int slot = (head + i) & (positions.length - 1);
            indexes[slot] = Math.min(indexes[slot], index - 1);
        }
    }

    private void set(int i, long position, long index) {
        int slot = (head + i) & (positions.length - 1);
        positions[slot] = position;
        indexes[slot] = index;
    }

    private void grow() {
        long[] oldPositions = positions;
        long[] oldIndexes = indexes;
        positions = Arrays.copyOf(oldPositions, oldPositions.length * 2);
        indexes = Arrays.copyOf(oldIndexes, oldIndexes.length * 2);
        for (int i = 0; i < count; i++) {
            int from = (head + i) & (oldPositions.length - 1);
            positions[i] = oldPositions[from];
            indexes[i] = oldIndexes[from];
        }
        head = 0;
    }
}
