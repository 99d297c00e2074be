package io.balsa.transport.aeron;

import io.balsa.transport.aeron.AeronConfig.DriverConfig;
import io.balsa.transport.aeron.AeronConfig.DriverIdle;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import io.balsa.transport.aeron.AeronConfig.LinkConfig;
import io.balsa.transport.aeron.AeronConfig.UdpConfig;
import java.util.concurrent.TimeUnit;

/** Configurations for tests. */
final class Configs {
    private static final int MIB = 1024 * 1024;

    private Configs() {}

    /** An embedded driver with small buffers and short times. */
    static AeronConfig fast() {
        return with(DriverMode.EMBEDDED, "");
    }

    static AeronConfig with(DriverMode mode, String directory) {
        DriverConfig driver =
                new DriverConfig(mode, directory, DriverIdle.BACKOFF, true, ms(1) / 10, 32, ms(5_000), ms(1_000));
        UdpConfig udp = new UdpConfig("", 1408, 8192, 256 * 1024, 2 * MIB, 2 * MIB);
        LinkConfig links = new LinkConfig(MIB, 256 * 1024, 2 * MIB, 256, ms(1_000), ms(10), ms(1_000), ms(1_000));
        return new AeronConfig(driver, udp, links);
    }

    private static long ms(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
