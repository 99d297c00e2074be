package io.balsa.spi;

import io.balsa.api.Membership;

/** Opens transports of one kind on one network. What is still open is closed with the fixture. */
public interface TransportFixture extends AutoCloseable {
    /** Members 1 to 3 and where they are. */
    Membership membership();

    /** Opens the transport of a member; it may have been open before and closed since. */
    Transport open(int nodeId);

    /** Opens a client. */
    ClientTransport openClient();

    @Override
    void close();
}
