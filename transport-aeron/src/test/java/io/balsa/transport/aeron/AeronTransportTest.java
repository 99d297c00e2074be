package io.balsa.transport.aeron;

import io.balsa.spi.TransportContract;
import io.balsa.spi.TransportFixture;

class AeronTransportTest extends TransportContract {
    @Override
    protected TransportFixture fixture() {
        return new AeronFixture(Configs.fast());
    }
}
