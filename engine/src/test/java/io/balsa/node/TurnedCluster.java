package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.testing.MemoryDisk;
import io.balsa.testing.MemoryJournal;
import io.balsa.testing.MemoryNetwork;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Whole nodes in one thread: their loops are turned one after the other, and time passes in steps. Same run every time. */
final class TurnedCluster {
    private static final long STEP_NS = 1_000_000;
    private static final int MAX_STEPS = 20_000;

    final ManualClock clock = new ManualClock();
    final MemoryNetwork network = new MemoryNetwork();
    final Map<Integer, Node> nodes = new TreeMap<>();
    private final Map<Integer, MemoryDisk> disks = new TreeMap<>();
    private final RaftConfig raft;
    private final LimitsConfig limits;
    private final int size;
    private int lives;

    /** One node of the cluster in one life. */
    final class Node {
        final int id;
        final Adder adder = new Adder();
        final MemoryJournal journal;
        final Transport transport;
        final Loop loop;
        final CallForms calls;

        Node(int id) {
            this.id = id;
            this.journal = new MemoryJournal(disks.computeIfAbsent(id, unused -> new MemoryDisk()));
            this.transport = network.transport(id);
            this.loop = new Loop(new LoopSetup(
                    new NodeIdentity("test", 0, id),
                    MemoryNetwork.membership(size),
                    raft,
                    limits,
                    journal,
                    transport,
                    adder,
                    new RaftListener() {},
                    clock.clocks(31L * id + 1009L * lives++)));
            this.calls = new CallForms(loop, clock.clocks(0).monotonic());
        }

        CompletableFuture<Outcome> add(long number) {
            return calls.call(CallForms.SUBMIT, new UnsafeBuffer(Adder.add(number)), 0, Long.BYTES);
        }

        CompletableFuture<Outcome> sum() {
            return calls.call(CallForms.QUERY, new UnsafeBuffer(new byte[0]), 0, 0);
        }

        boolean isLeader() {
            return loop.raft().role() == RoleName.LEADER;
        }

        long count(Counter counter) {
            return loop.counters().get(counter);
        }

        void turn() {
            loop.turn();
            loop.completions().drain();
        }
    }

    TurnedCluster(int size) {
        this(size, TestConfigs.raft(), TestConfigs.limits());
    }

    TurnedCluster(int size, RaftConfig raft, LimitsConfig limits) {
        this.size = size;
        this.raft = raft;
        this.limits = limits;
        for (int id = 1; id <= size; id++) {
            start(id);
        }
    }

    Node start(int id) {
        Node node = new Node(id);
        nodes.put(id, node);
        return node;
    }

    /** The node is gone at once, as by a crash of its process; what it wrote stays. */
    void kill(Node node) {
        nodes.remove(node.id);
        node.journal.close();
        node.transport.close();
    }

    void turn() {
        nodes.values().forEach(Node::turn);
        clock.advanceNs(STEP_NS);
    }

    void turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
    }

    void until(String what, BooleanSupplier condition) {
        for (int step = 0; step < MAX_STEPS; step++) {
            if (condition.getAsBoolean()) {
                return;
            }
            turn();
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    /** Turns until there is one leader that all follow and that committed in its term. */
    Node leader() {
        until(
                "a leader",
                () -> nodes.values().stream().filter(Node::isLeader).count() == 1
                        && nodes.values().stream().allMatch(this::isFollowing));
        return nodes.values().stream().filter(Node::isLeader).findFirst().orElseThrow();
    }

    Node follower() {
        Node leader = leader();
        return nodes.values().stream()
                .filter(node -> node != leader)
                .findFirst()
                .orElseThrow();
    }

    Outcome outcome(CompletableFuture<Outcome> future) {
        until("an outcome", future::isDone);
        return future.join();
    }

    private boolean isFollowing(Node node) {
        Node leader = nodes.get(node.loop.raft().leaderId());
        return leader != null
                && leader.isLeader()
                && leader.loop.raft().term() == node.loop.raft().term()
                && node.loop.raft().commitIndex() >= leader.loop.raft().readIndex();
    }
}
