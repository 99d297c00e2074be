package io.balsa.core;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Entries that were read from the journal for one peer and that its link had no room for. They are kept until it has, so
 * that a link that is down or slow costs one read. At most one append: {@code balsa.raft.max-append-bytes}, or one longer
 * entry.
 */
final class ColdFrames {
    private final UnsafeBuffer frames = new UnsafeBuffer(0, 0);
    private long firstIndex;
    private long lastIndex;

    void keep(long first, long last, DirectBuffer source, int offset, int length) {
        byte[] copy = new byte[length];
        source.getBytes(offset, copy);
        frames.wrap(copy);
        firstIndex = first;
        lastIndex = last;
    }

    void clear() {
        frames.wrap(0, 0);
    }

    boolean beginAt(long index) {
        return frames.capacity() > 0 && firstIndex == index;
    }

    long lastIndex() {
        return lastIndex;
    }

    DirectBuffer frames() {
        return frames;
    }
}
