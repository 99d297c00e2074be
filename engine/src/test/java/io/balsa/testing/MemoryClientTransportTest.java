package io.balsa.testing;

import io.balsa.spi.ClientTransportContract;
import io.balsa.spi.TransportFixture;

class MemoryClientTransportTest extends ClientTransportContract {
    @Override
    protected TransportFixture fixture() {
        return new MemoryFixture(new MemoryNetwork());
    }
}
