package io.balsa.benchmarks.peer.balsa;

import io.balsa.RaftClient;
import io.balsa.RaftNode;
import io.balsa.api.Command;
import io.balsa.api.NodeStatus;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.api.StateMachine;
import io.balsa.benchmarks.Ports;
import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.benchmarks.cluster.EngineThreads;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import io.balsa.benchmarks.peer.Waiting;
import io.balsa.config.LoopConfig;
import io.balsa.journal.ChronicleJournal;
import io.balsa.transport.aeron.AeronClientTransport;
import io.balsa.transport.aeron.AeronTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Three nodes of Balsa. */
final class BalsaCluster implements Cluster {
    private final Spec spec;
    private final List<Integer> ports;
    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();
    private @Nullable EngineThreads threads;

    private BalsaCluster(Spec spec, List<Integer> ports) {
        this.spec = spec;
        this.ports = ports;
    }

    static BalsaCluster start(Spec spec) throws Exception {
        BalsaCluster cluster = new BalsaCluster(spec, Ports.free(Spec.NODES));
        try {
            for (int id = 1; id <= Spec.NODES; id++) {
                cluster.add(id);
            }
            Waiting.until(
                    "a leader",
                    () -> cluster.nodes.stream().map(RaftNode::status).allMatch(BalsaCluster::isReady));
            cluster.threads = EngineThreads.all();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static boolean isReady(NodeStatus status) {
        return status.leaderId() != 0 && status.commitIndex() > 0 && status.appliedIndex() == status.lastIndex();
    }

    private void add(int id) {
        Tape tape = new Tape();
        ClusterSettings settings = new ClusterSettings(spec.durability(), spec.mode(), spec.settings());
        nodes.add(RaftNode.builder(settings.of(id, ports, spec.directory()))
                .journal(ChronicleJournal::open)
                .transport(AeronTransport::open)
                .stateMachine(new TapeMachine(tape))
                .start());
        tapes.add(tape);
    }

    @Override
    public Session connect(Place place, Replies replies) {
        if (place == Place.EMBEDDED) {
            return BalsaSession.embedded(leader(), profile(spec), replies);
        }
        return remote(spec, ports.stream().map(port -> "127.0.0.1:" + port).toList(), replies);
    }

    static Session remote(Spec spec, List<String> addresses, Replies replies) {
        RaftClient.Builder client = RaftClient.builder(addresses)
                .cluster(ClusterSettings.CLUSTER_NAME)
                .transport(AeronClientTransport::open);
        return BalsaSession.remote(client, profile(spec), replies);
    }

    private static LoopConfig.Profile profile(Spec spec) {
        return LoopConfig.Profile.valueOf(spec.mode().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private RaftNode leader() {
        return nodes.stream()
                .filter(node -> node.status().role() == RoleName.LEADER)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
    }

    @Override
    public long[] applied() {
        return tapes.stream().mapToLong(Tape::applied).toArray();
    }

    @Override
    public long[] hashes() {
        return tapes.stream().mapToLong(Tape::hash).toArray();
    }

    static String settings(Spec spec) {
        return "profile " + spec.mode() + ", durability " + spec.durability() + ", "
                + ClusterSettings.DIFFERENCES
                + (spec.settings().isEmpty() ? "" : ", and over that " + spec.settings());
    }

    /** Of the loops and the threads of the journals; loops on virtual threads cannot be told from others. */
    @Override
    public OptionalLong allocatedBytes() {
        return threads != null && spec.mode().equals("low-latency")
                ? OptionalLong.of(LongStream.of(threads.allocatedBytes()).sum())
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
    }

    /** Answers the token. */
    record TapeMachine(Tape tape) implements StateMachine {
        @Override
        public void apply(Command command, ResultWriter result) {
            result.putLong(tape.apply(command.buffer(), command.offset()));
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(tape.applied());
        }
    }
}
