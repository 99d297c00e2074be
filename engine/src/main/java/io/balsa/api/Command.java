package io.balsa.api;

import org.agrona.DirectBuffer;

/** One committed command as a state machine sees it. A flyweight: valid only during the call that received it. */
public interface Command {
    /** Position in the log, from 1. */
    long index();

    /** Term of the leader that appended it. */
    long term();

    /**
     * The cluster's time: milliseconds since the epoch by the clock of the leader that appended the command, never falling
     * from one entry to the next. The only clock a state machine may use.
     */
    long clusterTimeMs();

    /** Identity of the client session that submitted the command. */
    long session();

    /** Number of the command within its session. */
    long sequence();

    /** Buffer that holds the payload. Read only. */
    DirectBuffer buffer();

    /** Where the payload begins in {@link #buffer()}. */
    int offset();

    /** Length of the payload in bytes. */
    int length();
}
