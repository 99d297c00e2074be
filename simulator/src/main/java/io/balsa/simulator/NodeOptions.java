package io.balsa.simulator;

import io.balsa.api.StateMachine;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.journal.Durability;
import io.balsa.journal.JournalConfig;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * How a node is configured in one life. Immutable; each method that is named like a part returns a copy.
 *
 * @param raft            times and windows
 * @param limits          of calls
 * @param durability      of the journal
 * @param maxRecordLength bytes of one record of the journal, at least {@link JournalConfig#MIN_RECORD_LENGTH}
 * @param stateMachine    makes an empty one, at the beginning of each life
 */
public record NodeOptions(
        RaftConfig raft,
        LimitsConfig limits,
        Durability durability,
        int maxRecordLength,
        Supplier<StateMachine> stateMachine) {
    private static final long MS = 1_000_000;
    private static final int KIB = 1024;

    /** Short times, small buffers, {@code fsync}, and {@link Registers}. */
    public static final NodeOptions DEFAULT = new NodeOptions(
            new RaftConfig(500 * MS, 50 * MS, 0, 2_000 * MS, 16 * KIB, 64, 64 * KIB, 64 * KIB, 64 * KIB, KIB),
            new LimitsConfig(
                    KIB,
                    KIB,
                    16 * KIB,
                    256,
                    256,
                    64,
                    64,
                    256,
                    256,
                    5_000 * MS,
                    5_000 * MS,
                    LimitsConfig.Backlogs.behind(16 * KIB)),
            Durability.FSYNC,
            JournalConfig.MIN_RECORD_LENGTH,
            Registers::new);

    /** The same with other times and windows. */
    public NodeOptions raft(RaftConfig other) {
        return new NodeOptions(other, limits, durability, maxRecordLength, stateMachine);
    }

    /** The same with other limits. */
    public NodeOptions limits(LimitsConfig other) {
        return new NodeOptions(raft, other, durability, maxRecordLength, stateMachine);
    }

    /** The same with another durability. */
    public NodeOptions durability(Durability other) {
        return new NodeOptions(raft, limits, other, maxRecordLength, stateMachine);
    }

    /** The same with another length of the longest record. */
    public NodeOptions maxRecordLength(int other) {
        return new NodeOptions(raft, limits, durability, other, stateMachine);
    }

    /** The same with another state machine. */
    public NodeOptions stateMachine(Supplier<StateMachine> other) {
        return new NodeOptions(raft, limits, durability, maxRecordLength, other);
    }

    /** Sizes of segments belong to the simulated disk, not to this. */
    JournalConfig journal() {
        return JournalConfig.of(Path.of("simulated"))
                .withDurability(durability)
                .withSizes(JournalConfig.MAX_SEGMENT_SIZE, maxRecordLength, maxRecordLength);
    }
}
