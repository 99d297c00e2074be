package io.balsa.spi;

import org.agrona.DirectBuffer;

/** Receives what a {@link Journal} has to report, on the loop thread, during {@link Journal#poll}. */
public interface JournalEvents {
    /** Every write up to {@code position} is durable. */
    void onDurable(long position);

    /**
     * Entries asked for by {@link Journal#read}: consecutive templates {@code Entry}, checksums verified.
     *
     * @param frames valid only during the call
     * @param length of all, in bytes; 0 when nothing is left of what was asked for
     */
    void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length);
}
