package io.balsa.testing;

import io.balsa.api.Membership;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportFixture;

/** A memory network for the contracts. */
record MemoryFixture(MemoryNetwork network) implements TransportFixture {
    @Override
    public Membership membership() {
        return MemoryNetwork.membership(3);
    }

    @Override
    public Transport open(int nodeId) {
        return network.transport(nodeId);
    }

    @Override
    public ClientTransport openClient() {
        return network.client();
    }

    @Override
    public void close() {
        // Nothing but memory.
    }
}
