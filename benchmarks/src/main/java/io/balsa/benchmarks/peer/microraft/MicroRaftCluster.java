package io.balsa.benchmarks.peer.microraft;

import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.peer.Tape;
import io.balsa.benchmarks.peer.Waiting;
import io.microraft.RaftConfig;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.RaftRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Three nodes of MicroRaft. */
final class MicroRaftCluster implements Cluster {
    private static final int BATCH = 1024;
    private static final int PENDING = 8192;
    /** Of its log in memory, which is as long as this from the start. */
    private static final int COMMITS_TO_SNAPSHOT = 10_000_000;

    private final Mail mail = new Mail();
    private final List<RaftNode> nodes = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();

    static MicroRaftCluster start() {
        MicroRaftCluster cluster = new MicroRaftCluster();
        List<RaftEndpoint> members =
                IntStream.range(0, Spec.NODES).<RaftEndpoint>mapToObj(Name::new).toList();
        members.forEach(member -> cluster.add(member, members));
        cluster.nodes.forEach(node -> node.start().join());
        Waiting.until("a leader", () -> cluster.nodes.stream().anyMatch(MicroRaftCluster::isLeader));
        return cluster;
    }

    private void add(RaftEndpoint member, List<RaftEndpoint> members) {
        Tape tape = new Tape();
        RaftConfig config = RaftConfig.newBuilder()
                .setAppendEntriesRequestBatchSize(BATCH)
                .setMaxPendingLogEntryCount(PENDING)
                .setCommitCountToTakeSnapshot(COMMITS_TO_SNAPSHOT)
                .build();
        RaftNode node = RaftNode.newBuilder()
                .setGroupId("benchmark")
                .setLocalEndpoint(member)
                .setInitialGroupMembers(members)
                .setConfig(config)
                .setTransport(mail)
                .setStateMachine(new MicroRaftMachine(tape))
                .build();
        mail.deliverTo(member, node);
        nodes.add(node);
        tapes.add(tape);
    }

    private static boolean isLeader(RaftNode node) {
        return node.getReport().join().getResult().getRole() == RaftRole.LEADER;
    }

    @Override
    public Session connect(Place place, Replies replies) {
        RaftNode leader = nodes.stream()
                .filter(MicroRaftCluster::isLeader)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
        return new MicroRaftSession(leader, replies);
    }

    @Override
    public long[] applied() {
        return tapes.stream().mapToLong(Tape::applied).toArray();
    }

    @Override
    public long[] hashes() {
        return tapes.stream().mapToLong(Tape::hash).toArray();
    }

    static String settings() {
        return "messages handed over in the process, log in memory, batches of " + BATCH + ", " + PENDING
                + " pending entries, a snapshot after " + COMMITS_TO_SNAPSHOT + " commits";
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.terminate().join());
    }

    /** A member's name. */
    private record Name(int number) implements RaftEndpoint {
        @Override
        public Object getId() {
            return number;
        }
    }
}
