package io.balsa.config;

/** Reads {@link LimitsConfig}. */
final class LimitsSection implements ConfigSection<LimitsConfig> {
    private static final long MS = 1_000_000;
    private static final long HOUR = 3_600_000 * MS;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int GIB = 1 << 30;
    private static final int MAX_PER_TURN = 1 << 20;

    @Override
    public String path() {
        return "balsa.limits";
    }

    @Override
    public Class<LimitsConfig> type() {
        return LimitsConfig.class;
    }

    @Override
    public LimitsConfig read(SectionReader in) {
        return new LimitsConfig(
                (int) in.bytes("max-command-length", 64, 64 * MIB),
                (int) in.bytes("max-result-length", 64, 64 * MIB),
                (int) in.powerOfTwoBytes("submit-ring-bytes", 64 * KIB, GIB),
                in.integer("max-pending-calls", 1, 1 << 26),
                in.integer("max-pending-reads", 1, 1 << 24),
                in.integer("max-clients", 1, 1 << 16),
                in.integer("frames-per-turn", 1, MAX_PER_TURN),
                in.integer("commands-per-turn", 1, MAX_PER_TURN),
                in.integer("applies-per-turn", 1, MAX_PER_TURN),
                in.durationNs("submit-timeout", MS, HOUR),
                in.durationNs("close-timeout", MS, HOUR),
                backlogs(in));
    }

    private static LimitsConfig.Backlogs backlogs(SectionReader in) {
        return new LimitsConfig.Backlogs(
                (int) in.bytes("max-held-bytes", 64 * KIB, GIB),
                (int) in.bytes("max-pending-read-bytes", 64 * KIB, GIB),
                (int) in.bytes("max-reply-backlog-bytes", 64 * KIB, GIB),
                in.powerOfTwo("max-read-rounds", 1, 1 << 16),
                in.integer("max-listener-events", 1, 1 << 20),
                in.integer("max-completer-threads", 0, 1 << 16));
    }
}
