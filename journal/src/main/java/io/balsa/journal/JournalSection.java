package io.balsa.journal;

import io.balsa.config.ConfigSection;
import io.balsa.config.SectionReader;

/** Reads {@link JournalConfig}. */
public final class JournalSection implements ConfigSection<JournalConfig> {
    private static final long MS = 1_000_000;
    private static final long LONGEST_WAIT = 600_000 * MS;
    private static final int KIB = 1 << 10;

    @Override
    public String path() {
        return "balsa.journal";
    }

    @Override
    public Class<JournalConfig> type() {
        return JournalConfig.class;
    }

    @Override
    public JournalConfig read(SectionReader in) {
        int largest = JournalConfig.MAX_SEGMENT_SIZE;
        return new JournalConfig(
                in.path("directory"),
                in.choice("durability", Durability.class),
                in.choice("write-mode", WriteMode.class),
                (int) in.bytes("segment-size", JournalConfig.MIN_SEGMENT_SIZE, largest),
                (int) in.bytes("max-record-length", JournalConfig.MIN_RECORD_LENGTH, largest),
                (int) in.bytes("prepare-ahead", 64 * KIB, largest),
                (int) in.bytes("prepare-below", 1, largest),
                in.integer("index-entries", 64, 1 << 24),
                in.durationNs("stall-wait", 10 * MS, LONGEST_WAIT),
                in.durationNs("close-wait", 10 * MS, LONGEST_WAIT),
                in.durationNs("lock-wait", 0, LONGEST_WAIT));
    }
}
