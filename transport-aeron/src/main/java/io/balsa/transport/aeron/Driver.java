package io.balsa.transport.aeron;

import io.aeron.Aeron;

/** The media driver: what owns the sockets. Loop thread only. */
interface Driver extends AutoCloseable {
    /** Adds to the settings of a client of this driver what it needs to know of it. */
    Aeron.Context client();

    /** Time by which the driver and its client live, in nanoseconds. */
    long nowNs();

    /** Takes what datagrams have come. @return 0 when there was nothing to do */
    int receive();

    /** Does the housekeeping (limits, losses, new links) now, not only when it is due. */
    void conduct();

    /** Sends what was published. @return 0 when there was nothing to send, or no room for it at the receivers */
    int transmit();

    /** Whether it is time to call {@link #transmit} although nothing was published: for heartbeats and what receivers say. */
    boolean isTransmitDue();

    /** As {@link io.balsa.spi.Arrivals#await}. */
    boolean await(long ns);

    /** As {@link io.balsa.spi.Arrivals#wake}. Any thread. */
    void wake();

    /** Time in which this process stood still, since the last call; 0 when the driver lives through it by itself. */
    long takePauseNs();

    /** The client has closed: tells the other ends so, that they need not find out by silence. */
    void sayFarewell();

    /** Ends the driver and deletes its directory, if they are ours. */
    @Override
    void close();
}
