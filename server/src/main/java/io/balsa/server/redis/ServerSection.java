package io.balsa.server.redis;

import io.balsa.config.ConfigSection;
import io.balsa.config.SectionReader;

/** Reads {@link ServerConfig}. */
public final class ServerSection implements ConfigSection<ServerConfig> {
    private static final long MS = 1_000_000;
    private static final long HOUR = 3_600_000 * MS;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int MANY = 1 << 20;

    /** For the service loader. */
    public ServerSection() {}

    @Override
    public String path() {
        return "balsa.server";
    }

    @Override
    public Class<ServerConfig> type() {
        return ServerConfig.class;
    }

    @Override
    public ServerConfig read(SectionReader in) {
        return new ServerConfig(
                in.text("address"),
                in.integer("port", 0, 65535),
                in.integer("max-connections", 1, 1_000_000),
                in.integer("max-pipeline", 1, MANY),
                in.integer("max-arguments", 1, MANY),
                (int) in.bytes("max-value-length", 64, 64 * MIB),
                (int) in.bytes("max-request-length", 64, 128 * MIB),
                in.integer("max-scan", 1, MANY),
                in.bytes("output-buffer-limit", 64 * KIB, 16L * KIB * MIB),
                in.durationNs("write-timeout", 10 * MS, HOUR),
                in.durationNs("idle-timeout", 0, 24 * HOUR),
                in.durationNs("busy-timeout", MS, HOUR),
                in.durationNs("close-timeout", MS, HOUR));
    }
}
