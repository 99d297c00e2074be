package io.balsa.config;

/** Reads {@link LoopConfig}. */
final class LoopSection implements ConfigSection<LoopConfig> {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final int MAX_TURNS = 1_000_000_000;
    private static final int MAX_CPU = 4095;

    @Override
    public String path() {
        return "balsa.loop";
    }

    @Override
    public Class<LoopConfig> type() {
        return LoopConfig.class;
    }

    @Override
    public LoopConfig read(SectionReader in) {
        return new LoopConfig(
                in.choice("profile", LoopConfig.Profile.class),
                in.integer("idle-spins", 0, MAX_TURNS),
                in.integer("idle-yields", 0, MAX_TURNS),
                in.durationNs("park-min", US, 100 * MS),
                in.durationNs("park-max", US, 100 * MS),
                in.durationNs("park-idle", US, 100 * MS),
                in.integer("cpu", -1, MAX_CPU));
    }
}
