package io.balsa.simulator.machine;

import org.agrona.DirectBuffer;

/** Told what goes into a journal and what comes out of it, once that succeeded. Buffers are valid only during the call. */
public interface JournalEar {
    /** Entries were written: templates {@code Entry}, back to back. */
    default void onAppend(DirectBuffer frames, int offset, int length, long position) {}

    /** Entries from there on were removed. */
    default void onTruncate(long fromIndex, long position) {}

    /** Term and vote were written. */
    default void onVote(long term, int votedFor, long position) {}

    /** The node was told that everything up to a position is durable. */
    default void onDurable(long position) {}
}
