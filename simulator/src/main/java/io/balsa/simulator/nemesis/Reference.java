package io.balsa.simulator.nemesis;

import io.balsa.config.BalsaConfig;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.journal.JournalConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What {@code reference.conf} says, as parameters of a plan: read from there, so that nothing can drift apart. */
final class Reference {
    private static final BalsaConfig CONFIG = BalsaConfig.parse(
            "balsa { cluster { name = simulated, members = [ { id = 1, address = \"127.0.0.1:9101\" } ] }, node.id = 1"
                    + " }",
            "reference.conf of the simulator");

    /** Times, windows and limits. */
    static final Map<Parameter, Integer> SETTINGS = Map.copyOf(settings());

    /** The same, and what every life of a node takes memory for when it begins: too much for many nodes at a time. */
    static final Map<Parameter, Integer> WHOLE = Map.copyOf(whole());

    private Reference() {}

    private static EnumMap<Parameter, Integer> settings() {
        EnumMap<Parameter, Integer> values = new EnumMap<>(Parameter.class);
        RaftConfig raft = CONFIG.raft();
        values.put(Parameter.ELECTION_MS, (int) (raft.electionTimeoutNs() / Stage.MS));
        values.put(Parameter.HEARTBEAT_PERCENT, (int) (raft.heartbeatIntervalNs() * 100 / raft.electionTimeoutNs()));
        values.put(Parameter.COMMIT_NOTICE_US, (int) (raft.commitNoticeDelayNs() / Stage.US));
        values.put(Parameter.STALL_LIMIT_TIMES, (int) (raft.journalStallNs() / raft.electionTimeoutNs()));
        values.put(Parameter.APPEND_BYTES, raft.maxAppendBytes());
        values.put(Parameter.WINDOW_MESSAGES, raft.windowMessages());
        values.put(Parameter.WINDOW_BYTES, raft.windowBytes());
        values.put(Parameter.UNCOMMITTED_BYTES, raft.maxUncommittedBytes());
        LimitsConfig limits = CONFIG.limits();
        values.put(Parameter.FRAMES_PER_TURN, limits.framesPerTurn());
        values.put(Parameter.COMMANDS_PER_TURN, limits.commandsPerTurn());
        values.put(Parameter.APPLIES_PER_TURN, limits.appliesPerTurn());
        values.put(Parameter.PENDING_CALLS, limits.maxPendingCalls());
        values.put(Parameter.PENDING_READS, limits.maxPendingReads());
        values.put(Parameter.SUBMIT_MS, (int) (limits.submitTimeoutNs() / Stage.MS));
        values.put(
                Parameter.SEGMENT_BYTES, JournalConfig.of(Path.of("simulated")).segmentSize());
        return values;
    }

    private static EnumMap<Parameter, Integer> whole() {
        EnumMap<Parameter, Integer> values = settings();
        values.put(
                Parameter.TAIL_BYTES_LOG2,
                Integer.numberOfTrailingZeros(CONFIG.raft().tailBytes()));
        values.put(
                Parameter.TAIL_ENTRIES_LOG2,
                Integer.numberOfTrailingZeros(CONFIG.raft().tailEntries()));
        values.put(Parameter.COMMAND_BYTES, CONFIG.limits().maxCommandLength());
        return values;
    }

    /** What a plan of {@link #WHOLE} has to come to. */
    static BalsaConfig config() {
        return CONFIG;
    }
}
