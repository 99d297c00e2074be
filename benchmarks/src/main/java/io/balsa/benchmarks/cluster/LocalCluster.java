package io.balsa.benchmarks.cluster;

import io.balsa.RaftNode;
import io.balsa.api.NodeStatus;
import io.balsa.api.RoleName;
import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.Ports;
import io.balsa.journal.ChronicleJournal;
import io.balsa.transport.aeron.AeronTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The nodes of a cluster in this JVM, on free ports and in a temporary directory that is deleted in the end. */
public final class LocalCluster implements AutoCloseable {
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long PAUSE_NS = 10_000_000;

    private final Path directory;
    private final List<RaftNode> nodes = new ArrayList<>();

    private LocalCluster(Path directory) {
        this.directory = directory;
    }

    /** Starts so many nodes and waits until one leads and the others know it. */
    public static LocalCluster start(ClusterSettings settings, int nodes) throws IOException {
        LocalCluster cluster = new LocalCluster(Directories.temporary("cluster"));
        try {
            List<Integer> ports = Ports.free(nodes);
            for (int id = 1; id <= ports.size(); id++) {
                cluster.nodes.add(RaftNode.builder(settings.of(id, ports, cluster.directory))
                        .journal(ChronicleJournal::open)
                        .transport(AeronTransport::open)
                        .stateMachine(new Counter())
                        .start());
            }
            cluster.awaitLeader();
            return cluster;
        } catch (RuntimeException | IOException e) {
            cluster.close();
            throw e;
        }
    }

    private void awaitLeader() {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!isSettled()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("no leader after " + PATIENCE_NS / 1_000_000_000 + " seconds: "
                        + nodes.stream().map(RaftNode::status).toList());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private boolean isSettled() {
        List<NodeStatus> statuses = nodes.stream().map(RaftNode::status).toList();
        NodeStatus first = statuses.getFirst();
        return first.leaderId() != 0
                && first.commitIndex() > 0
                && statuses.stream()
                        .allMatch(status ->
                                status.leaderId() == first.leaderId() && status.appliedIndex() == first.lastIndex());
    }

    /** The node that leads now. */
    public RaftNode leader() {
        return nodes.stream()
                .filter(node -> node.status().role() == RoleName.LEADER)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the leader is gone"));
    }

    /** All nodes, that of id 1 first. */
    public List<RaftNode> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(RaftNode::close);
        Directories.delete(directory);
    }
}
