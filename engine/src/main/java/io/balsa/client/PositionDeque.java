package io.balsa.client;

import java.util.function.LongPredicate;

/**
 * Positions in order, taken from the front and put back there when it was too early. What is of no use any more is dropped before
 * more room is taken for it. Loop thread.
 */
final class PositionDeque {
    private final LongPredicate isUseful;
    private long[] positions = new long[64];
    private int first;
    private int size;

    PositionDeque(LongPredicate isUseful) {
        this.isUseful = isUseful;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void addLast(long position) {
        makeRoom();
        positions[(first + size) & (positions.length - 1)] = position;
        size++;
    }

    void addFirst(long position) {
        makeRoom();
        first = (first - 1) & (positions.length - 1);
        positions[first] = position;
        size++;
    }

    /** Takes the position in front; there is one. */
    long pollFirst() {
        long position = positions[first];
        first = (first + 1) & (positions.length - 1);
        size--;
        return position;
    }

    private void makeRoom() {
        if (size == positions.length) {
            dropUseless();
            if (size > positions.length / 2) {
                grow();
            }
        }
    }

    private void dropUseless() {
        int mask = positions.length - 1;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long position = positions[(first + i) & mask];
            if (isUseful.test(position)) {
                positions[(first + kept++) & mask] = position;
            }
        }
        size = kept;
    }

    private void grow() {
        long[] larger = new long[2 * positions.length];
        for (int i = 0; i < size; i++) {
            larger[i] = positions[(first + i) & (positions.length - 1)];
        }
        positions = larger;
        first = 0;
    }

    /** Room there is without taking more. */
    int capacity() {
        return positions.length;
    }
}
