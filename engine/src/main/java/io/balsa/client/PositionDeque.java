package io.balsa.client;

/** Positions in order, taken from the front and put back there when it was too early. Loop thread. */
final class PositionDeque {
    private long[] positions = new long[64];
    private int first;
    private int size;

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
            long[] larger = new long[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = positions[(first + i) & (size - 1)];
            }
            positions = larger;
            first = 0;
        }
    }
}
