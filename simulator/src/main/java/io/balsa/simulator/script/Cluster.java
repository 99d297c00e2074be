package io.balsa.simulator.script;

import io.balsa.config.RaftConfig;
import io.balsa.simulator.NodeOptions;
import io.balsa.simulator.Range;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.SimulationOptions;
import io.balsa.simulator.Timing;
import java.time.Duration;

/** The cluster of a scenario: everything takes a time without chance in it, so that what is read is not noise. */
final class Cluster {
    static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofMillis(100);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration TURN = Duration.ofNanos(10_000);
    private static final Duration TICK = Duration.ofMillis(5);

    private Cluster() {}

    static Simulation of(Words words) {
        SimulationOptions options = SimulationOptions.of(words.named("nodes", 3))
                .cluster(words.has(0) ? words.word(0) : "scenario")
                .node(NodeOptions.DEFAULT.raft(raft(words)))
                .timing(new Timing(
                        Range.of(TICK),
                        Range.of(TURN),
                        Range.of(TURN),
                        Range.of(MILLISECOND),
                        Range.of(MILLISECOND),
                        Range.of(MILLISECOND)));
        return new Simulation(words.named("seed", 1), options);
    }

    /** How a node is configured from now on. */
    static NodeOptions node(Words words) {
        return NodeOptions.DEFAULT.raft(raft(words));
    }

    private static RaftConfig raft(Words words) {
        RaftConfig usual = NodeOptions.DEFAULT.raft();
        return new RaftConfig(
                ELECTION_TIMEOUT.toNanos(),
                HEARTBEAT.toNanos(),
                usual.commitNoticeDelayNs(),
                ELECTION_TIMEOUT.toNanos(),
                words.named("append-bytes", usual.maxAppendBytes()),
                words.named("window-messages", usual.windowMessages()),
                usual.windowBytes(),
                usual.maxUncommittedBytes(),
                usual.tailBytes(),
                words.named("tail-entries", usual.tailEntries()));
    }
}
