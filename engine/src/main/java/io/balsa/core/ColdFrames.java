package io.balsa.core;

import io.balsa.spi.EntryFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Entries that were read from the journal for one peer. More is read at once than one append carries, so that a peer that
 * is far behind does not wait for the journal before each; and what its link has no room for is kept until it has, so that
 * a link that is down or slow costs one read. Gone when the peer goes back or needs nothing from the journal any more.
 */
final class ColdFrames {
    /** Bytes that are read at once; more where one append may be longer. */
    static final int READ_BYTES = 256 * 1024;

    private final UnsafeBuffer frames = new UnsafeBuffer(0, 0);
    private final EntryFrame entry = new EntryFrame();
    private long nextIndex;
    private long lastIndex;
    private int length;
    private int runOffset;
    private int runLength;

    /** Keeps a copy of frames whose first has the index {@code first}. */
    void keep(long first, long last, DirectBuffer source, int offset, int length) {
        if (frames.capacity() < length) {
            frames.wrap(new byte[length]);
        }
        frames.putBytes(0, source, offset, length);
        this.length = length;
        nextIndex = first;
        lastIndex = last;
        runOffset = 0;
    }

    void clear() {
        frames.wrap(0, 0);
        length = 0;
    }

    /** Whether the entry is here. Calls between two {@link #keep keeps} never go back behind a {@link #run}. */
    boolean contains(long index) {
        return length > 0 && index >= nextIndex && index <= lastIndex;
    }

    /**
     * Finds the longest run from {@code from}, which is {@link #contains contained}, of at most {@code maxBytes} but at least
     * one entry. {@link #runOffset} and {@link #runLength} tell where.
     *
     * @return its last index
     */
    long run(long from, int maxBytes) {
        for (; nextIndex < from; nextIndex++) {
            runOffset += lengthAt(runOffset);
        }
        long last = from;
        runLength = lengthAt(runOffset);
        while (last < lastIndex && runLength + lengthAt(runOffset + runLength) <= maxBytes) {
            runLength += lengthAt(runOffset + runLength);
            last++;
        }
        return last;
    }

    private int lengthAt(int offset) {
        return entry.wrap(frames, offset).frameLength();
    }

    int runOffset() {
        return runOffset;
    }

    int runLength() {
        return runLength;
    }

    DirectBuffer buffer() {
        return frames;
    }
}
