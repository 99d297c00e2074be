package io.balsa.journal;

import org.agrona.DirectBuffer;

/** A segment as it is stored, for one thread to read, damaged or not. */
public interface SegmentBytes extends AutoCloseable {
    /** There is no record. */
    int NONE = -1;

    /** All bytes of the segment; valid until {@link #close}. */
    DirectBuffer buffer();

    /** Bytes that are there. */
    int length();

    /**
     * Where the record lies that follows {@code from}, the end of the record before it or 0 for the first. Says nothing about
     * what is there.
     *
     * @return offset of its first byte, or {@link #NONE} when the segment ends before
     */
    int recordAt(int from);

    @Override
    void close();
}
