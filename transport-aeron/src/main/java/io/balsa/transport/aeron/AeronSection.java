package io.balsa.transport.aeron;

import io.balsa.config.ConfigSection;
import io.balsa.config.SectionReader;
import io.balsa.transport.aeron.AeronConfig.DriverConfig;
import io.balsa.transport.aeron.AeronConfig.DriverIdle;
import io.balsa.transport.aeron.AeronConfig.DriverMode;
import io.balsa.transport.aeron.AeronConfig.LinkConfig;
import io.balsa.transport.aeron.AeronConfig.UdpConfig;

/** Reads {@link AeronConfig}. Found by {@code ServiceLoader}. */
public final class AeronSection implements ConfigSection<AeronConfig> {
    private static final long US = 1_000;
    private static final long MS = 1_000 * US;
    private static final long MINUTE = 60_000 * MS;
    private static final long HOUR = 60 * MINUTE;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int GIB = 1 << 30;

    @Override
    public String path() {
        return "balsa.transport";
    }

    @Override
    public Class<AeronConfig> type() {
        return AeronConfig.class;
    }

    @Override
    public AeronConfig read(SectionReader in) {
        return new AeronConfig(driver(in), udp(in), links(in));
    }

    private static DriverConfig driver(SectionReader in) {
        return new DriverConfig(
                in.choice("driver.mode", DriverMode.class),
                in.text("driver.directory"),
                in.choice("driver.idle", DriverIdle.class),
                in.flag("driver.sparse"),
                in.durationNs("driver.conduct-every", US, 10 * MS),
                in.integer("driver.receives-per-poll", 1, 64 * KIB),
                in.durationNs("driver.open-timeout", MS, 5 * MINUTE),
                in.durationNs("driver.close-timeout", MS, 5 * MINUTE));
    }

    private static UdpConfig udp(SectionReader in) {
        return new UdpConfig(
                in.text("udp.bind-address"),
                (int) in.bytes("udp.mtu", UdpConfig.MTU_MIN, UdpConfig.MTU_MAX),
                (int) in.bytes("udp.loopback-mtu", UdpConfig.MTU_MIN, UdpConfig.MTU_MAX),
                (int) in.bytes("udp.receive-window", UdpConfig.MTU_MIN, 64 * MIB),
                (int) in.bytes("udp.receive-buffer", 64 * KIB, GIB),
                (int) in.bytes("udp.send-buffer", 64 * KIB, GIB));
    }

    private static LinkConfig links(SectionReader in) {
        return new LinkConfig(
                (int) in.powerOfTwoBytes("links.term-length", LinkConfig.TERM_MIN, LinkConfig.TERM_MAX),
                (int) in.powerOfTwoBytes("links.client-term-length", LinkConfig.TERM_MIN, LinkConfig.TERM_MAX),
                (int) in.bytes("links.max-frame-length", 64 * KIB, GIB),
                in.integer("links.fragments-per-poll", 1, 64 * KIB),
                in.durationNs("links.liveness-timeout", 200 * MS, HOUR),
                in.durationNs("links.retry-min", MS, MINUTE),
                in.durationNs("links.retry-max", MS, MINUTE),
                in.durationNs("links.resolve-every", 10 * MS, HOUR));
    }
}
