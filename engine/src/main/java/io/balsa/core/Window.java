package io.balsa.core;

/**
 * The appends to one peer that are not acknowledged yet: never more than {@code balsa.raft.window-messages}, never more bytes
 * of entries than {@code balsa.raft.window-bytes}, but for a single entry longer than that, which is under way alone. A ring;
 * allocates nothing.
 */
final class Window {
    private final long[] lastIndexes;
    private final int[] lengths;
    private final int maxBytes;
    private int head;
    private int count;
    private long bytes;

    Window(int maxMessages, int maxBytes) {
        this.lastIndexes = new long[maxMessages];
        this.lengths = new int[maxMessages];
        this.maxBytes = maxBytes;
    }

    /** Whether there is any room. How much, {@link #takes} says. */
    boolean isOpen() {
        return count < lastIndexes.length && bytes < maxBytes;
    }

    boolean takes(int length) {
        return count == 0 || count < lastIndexes.length && bytes + length <= maxBytes;
    }

    void add(long lastIndex, int length) {
        Check.that(takes(length), "nothing is sent beyond the window", count, bytes);
        int slot = (head + count) % lastIndexes.length;
        lastIndexes[slot] = lastIndex;
        lengths[slot] = length;
        count++;
        bytes += length;
    }

    /** Everything up to {@code matchIndex} is acknowledged. */
    void release(long matchIndex) {
        while (count > 0 && lastIndexes[head] <= matchIndex) {
            bytes -= lengths[head];
            head = head + 1 == lastIndexes.length ? 0 : head + 1;
            count--;
        }
    }

    void clear() {
        head = 0;
        count = 0;
        bytes = 0;
    }
}
