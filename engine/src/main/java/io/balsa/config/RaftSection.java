package io.balsa.config;

/** Reads {@link RaftConfig}. */
final class RaftSection implements ConfigSection<RaftConfig> {
    private static final long MS = 1_000_000;
    private static final long MINUTE = 60_000 * MS;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int GIB = 1 << 30;

    @Override
    public String path() {
        return "balsa.raft";
    }

    @Override
    public Class<RaftConfig> type() {
        return RaftConfig.class;
    }

    @Override
    public RaftConfig read(SectionReader in) {
        return new RaftConfig(
                in.durationNs("election-timeout", 10 * MS, MINUTE),
                in.durationNs("heartbeat-interval", MS, MINUTE),
                in.durationNs("commit-notice-delay", 0, MINUTE),
                in.durationNs("journal-stall-limit", 10 * MS, 10 * MINUTE),
                (int) in.bytes("max-append-bytes", KIB, 64 * MIB),
                in.integer("window-messages", 1, 65536),
                (int) in.bytes("window-bytes", KIB, GIB),
                (int) in.bytes("max-uncommitted-bytes", KIB, GIB),
                (int) in.powerOfTwoBytes("tail-bytes", 64 * KIB, GIB),
                in.powerOfTwo("tail-entries", 64, 1 << 26));
    }
}
