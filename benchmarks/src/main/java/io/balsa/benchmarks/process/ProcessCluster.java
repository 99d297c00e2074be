package io.balsa.benchmarks.process;

import io.balsa.benchmarks.AtExit;
import io.balsa.benchmarks.JavaCommand;
import io.balsa.benchmarks.Undoing;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.DistributedPeer;
import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.benchmarks.peer.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three nodes, each in a process of its own, with the client in this one. All end with this: by {@link #close}, by a hook
 * when the JVM is told to end, and by the end of their input when it is killed.
 */
public final class ProcessCluster implements Cluster {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEAP = "512m";
    private static final long PATIENCE_NS = 120_000_000_000L;
    private static final long PAUSE_NS = 5_000_000;

    private final DistributedPeer peer;
    private final Spec spec;
    private final Ground ground;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final AtExit atExit = AtExit.add("end the nodes", this::end);
    private boolean ended;

    private ProcessCluster(DistributedPeer peer, Spec spec, Ground ground) {
        this.peer = peer;
        this.spec = spec;
        this.ground = ground;
    }

    /** @throws IllegalArgumentException when its nodes run in one process only */
    public static DistributedPeer distributed(Peer peer) {
        if (peer instanceof DistributedPeer distributed) {
            return distributed;
        }
        throw new IllegalArgumentException(peer.name() + " runs all its nodes in one process");
    }

    /** What the peer is told, and its processes. */
    public static String settings(DistributedPeer peer, Spec spec) {
        return peer.settings(spec) + ", a process of " + HEAP + " heap for each node";
    }

    /** Starts the processes and does not wait for them. {@code ground}: closed with this. */
    public static ProcessCluster launch(DistributedPeer peer, Spec spec, Ground ground) throws IOException {
        ProcessCluster cluster = new ProcessCluster(peer, spec, ground);
        try {
            for (int node = 0; node < Spec.NODES; node++) {
                cluster.add(node);
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts the processes and waits until all nodes take part and one leads. */
    public static ProcessCluster start(DistributedPeer peer, Spec spec, Ground ground) throws Exception {
        ProcessCluster cluster = launch(peer, spec, ground);
        try {
            cluster.settle();
            return cluster;
        } catch (IOException | RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private void add(int node) throws IOException {
        Path task = spec.directory().resolve("task-" + node + ".json");
        Files.write(task, JSON.writeValueAsBytes(NodeTask.of(peer, spec, ground, node)));
        List<String> command = new ArrayList<>(ground.prefix(node));
        command.addAll(JavaCommand.of(List.of("-Xms" + HEAP, "-Xmx" + HEAP), List.of("node", task.toString())));
        NodeProcess process = new NodeProcess(node, command, spec.directory().resolve("node-" + node + ".log"));
        nodes.add(process);
        process.start();
    }

    /** All, in order. */
    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** Where they stand. */
    public Ground ground() {
        return ground;
    }

    /** The node that leads; of several that believe so, who began last. Every node must answer. */
    public Optional<NodeProcess> leader() throws IOException, InterruptedException {
        return leader(nodes);
    }

    /** The same among some, which must answer. */
    public static Optional<NodeProcess> leader(List<NodeProcess> among) throws IOException, InterruptedException {
        NodeProcess leader = null;
        long sinceNs = 0;
        for (NodeProcess node : among) {
            NodeFacts facts = node.facts();
            if (facts.leads() && (leader == null || facts.leaderSinceNs() - sinceNs > 0)) {
                leader = node;
                sinceNs = facts.leaderSinceNs();
            }
        }
        return Optional.ofNullable(leader);
    }

    /** Waits until all nodes take part, one leads, and all have applied what that one had. */
    public void settle() throws IOException, InterruptedException {
        await("one leader", this::isLed);
        awaitApplied(leader().orElseThrow().facts().applied());
    }

    /**
     * The same, where nodes that say that they ended by themselves are started again, as who runs them would do. A process that
     * died has no such excuse.
     *
     * @return how many were started
     */
    public int settleStartingAgain() throws IOException, InterruptedException {
        int[] started = {0};
        await("one leader", () -> {
            started[0] += startEnded();
            return isLed();
        });
        long applied = leader().orElseThrow().facts().applied();
        await("every node applying " + applied + " commands", () -> {
            started[0] += startEnded();
            return haveApplied(applied);
        });
        return started[0];
    }

    private int startEnded() throws IOException, InterruptedException {
        int started = 0;
        for (NodeProcess node : nodes) {
            if (node.facts().ended()) {
                node.kill();
                node.awaitEnd();
                node.start();
                started++;
            }
        }
        return started;
    }

    /** Whether all take part, and one leads. */
    private boolean isLed() throws IOException, InterruptedException {
        List<NodeFacts> all = facts();
        return all.stream().allMatch(NodeFacts::ready)
                && all.stream().filter(NodeFacts::leads).count() == 1;
    }

    private boolean haveApplied(long commands) throws IOException, InterruptedException {
        return facts().stream().allMatch(facts -> facts.applied() >= commands);
    }

    /** Waits until every node applied so many commands. */
    public void awaitApplied(long commands) throws IOException, InterruptedException {
        await("every node applying " + commands + " commands", () -> haveApplied(commands));
    }

    /** Something that nodes are asked. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so now. */
        boolean holds() throws IOException, InterruptedException;
    }

    /** @throws IllegalStateException when it does not come true in two minutes */
    public static void await(String what, Condition condition) throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new IllegalStateException(what + " was waited for in vain for two minutes: what else runs on this"
                        + " machine may take all of its processors, or the settings given with --set do not work");
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Of all nodes, in order. Every node must answer. */
    public List<NodeFacts> facts() throws IOException, InterruptedException {
        List<NodeFacts> all = new ArrayList<>();
        for (NodeProcess node : nodes) {
            all.add(node.facts());
        }
        return all;
    }

    @Override
    public Session connect(Place place, Replies replies) throws Exception {
        if (place != Place.REMOTE) {
            throw new IllegalArgumentException("a client of nodes in other processes is remote");
        }
        return peer.connect(spec, ground.members(), replies);
    }

    @Override
    public long[] applied() throws IOException, InterruptedException {
        return facts().stream().mapToLong(NodeFacts::applied).toArray();
    }

    @Override
    public long[] hashes() throws IOException, InterruptedException {
        return facts().stream().mapToLong(NodeFacts::hash).toArray();
    }

    @Override
    public long cpuNs() throws IOException, InterruptedException {
        long sumNs = 0;
        for (NodeProcess node : nodes) {
            sumNs += node.cpuNs();
        }
        return sumNs;
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        nodes.forEach(NodeProcess::kill);
        Undoing undoing = new Undoing();
        for (NodeProcess node : nodes) {
            // Who waits for a disk ends only once that goes on.
            undoing.step(() -> ground.restore(node.node()));
        }
        for (NodeProcess node : nodes) {
            undoing.step(() -> awaitEnd(node));
        }
        undoing.step(ground::close);
        try {
            undoing.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitEnd(NodeProcess node) throws IOException {
        try {
            node.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        atExit.forget();
    }
}
