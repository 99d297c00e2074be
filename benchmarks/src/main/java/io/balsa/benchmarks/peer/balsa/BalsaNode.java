package io.balsa.benchmarks.peer.balsa;

import io.balsa.RaftNode;
import io.balsa.api.NodeStatus;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.benchmarks.peer.Leadership;
import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Node;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import io.balsa.config.BalsaConfig;
import io.balsa.journal.ChronicleJournal;
import io.balsa.transport.aeron.AeronTransport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** One node of Balsa whose others run elsewhere. Its id is one more than its number. */
final class BalsaNode implements Node {
    private final RaftNode node;
    private final Tape tape;
    private final Leadership leadership;

    private BalsaNode(RaftNode node, Tape tape, Leadership leadership) {
        this.node = node;
        this.tape = tape;
        this.leadership = leadership;
    }

    static BalsaNode start(Spec spec, Members members, int node) {
        Tape tape = new Tape();
        Leadership leadership = new Leadership();
        BalsaConfig config = new ClusterSettings(spec.durability(), spec.mode(), spec.settings())
                .at(node + 1, addresses(members), spec.directory())
                .with("balsa.transport.driver.directory = \"" + members.drivers() + "\"");
        RaftNode started = RaftNode.builder(config)
                .journal(ChronicleJournal::open)
                .transport(AeronTransport::open)
                .stateMachine(new BalsaCluster.TapeMachine(tape))
                .listener(new RaftListener() {
                    @Override
                    public void onRole(RoleName role, long term) {
                        leadership.set(role == RoleName.LEADER);
                    }
                })
                .start();
        return new BalsaNode(started, tape, leadership);
    }

    /** Of all nodes, the first first. */
    static List<String> addresses(Members members) {
        return IntStream.range(0, Spec.NODES)
                .mapToObj(node -> members.address(node, 0))
                .toList();
    }

    static Duration electionTimeout(Spec spec) {
        ClusterSettings settings = new ClusterSettings(spec.durability(), spec.mode(), spec.settings());
        List<String> anywhere = List.of("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3");
        return Duration.ofNanos(
                settings.at(1, anywhere, spec.directory()).raft().electionTimeoutNs());
    }

    @Override
    public boolean isReady() {
        NodeStatus status = node.status();
        return status.leaderId() != 0 && status.commitIndex() > 0;
    }

    @Override
    public long leaderSinceNs() {
        return leadership.sinceNs();
    }

    @Override
    public Tape tape() {
        return tape;
    }

    @Override
    public void close() {
        node.close();
    }
}
