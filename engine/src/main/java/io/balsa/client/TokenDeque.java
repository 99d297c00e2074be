package io.balsa.client;

/** Tokens in order, taken from the front and put back there when it was too early. Loop thread. */
final class TokenDeque {
    private long[] tokens = new long[64];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void addLast(long token) {
        makeRoom();
        tokens[(first + size) & (tokens.length - 1)] = token;
        size++;
    }

    void addFirst(long token) {
        makeRoom();
        first = (first - 1) & (tokens.length - 1);
        tokens[first] = token;
        size++;
    }

    /** The token in front; there is one. */
    long peekFirst() {
        return tokens[first];
    }

    /** Takes the token in front; there is one. */
    long pollFirst() {
        long token = tokens[first];
        first = (first + 1) & (tokens.length - 1);
        size--;
        return token;
    }

    private void makeRoom() {
        if (size == tokens.length) {
            long[] larger = new long[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = tokens[(first + i) & (size - 1)];
            }
            tokens = larger;
            first = 0;
        }
    }
}
