package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.RaftNodeTest.CountingService;
import io.balsa.api.Outcome;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.config.BalsaConfig;
import io.balsa.node.RingNetwork;
import io.balsa.testing.MemoryDisk;
import io.balsa.testing.MemoryJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Nodes on threads in this process, with journals and a network in memory. */
final class ThreadedCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final List<RaftNode> nodes = new ArrayList<>();
    final List<CountingService> services = new ArrayList<>();
    private final RingNetwork network = new RingNetwork();
    private final Map<Integer, MemoryDisk> disks = new ConcurrentHashMap<>();
    private final String settings;
    private RaftListener listener = new RaftListener() {};

    ThreadedCluster(String settings) {
        this.settings = settings;
    }

    void listen(RaftListener events) {
        listener = events;
    }

    BalsaConfig config(int nodeId, int size) {
        StringBuilder members = new StringBuilder();
        for (int id = 1; id <= size; id++) {
            members.append("{ id = ")
                    .append(id)
                    .append(", address = \"localhost:")
                    .append(9000 + id)
                    .append("\" }\n");
        }
        return BalsaConfig.parse("""
            balsa.cluster.name = threads
            balsa.cluster.members = [ %s ]
            balsa.node.id = %d
            balsa.limits.max-command-length = 4KiB
            balsa.limits.max-result-length = 4KiB
            balsa.raft.election-timeout = %s
            """.formatted(members, nodeId, size == 1 ? "200ms" : "2s"), "test")
                .with(settings);
    }

    void start(int size) {
        for (int id = 1; id <= size; id++) {
            CountingService service = new CountingService();
            services.add(service);
            nodes.add(RaftNode.builder(config(id, size))
                    .journal((identity, config) ->
                            new MemoryJournal(disks.computeIfAbsent(identity.nodeId(), unused -> new MemoryDisk())))
                    .transport((identity, config) -> network.open(identity.nodeId()))
                    .stateMachine(service)
                    .listener(listener)
                    .start());
        }
    }

    RaftNode leader() {
        Awaitility.await().atMost(PATIENCE).until(() -> nodes.stream().anyMatch(ThreadedCluster::leads));
        return nodes.stream().filter(ThreadedCluster::leads).findFirst().orElseThrow();
    }

    int idOf(RaftNode node) {
        return nodes.indexOf(node) + 1;
    }

    void awaitCount(long expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(services).extracting(CountingService::count).containsOnly(expected));
    }

    /** Each thread submits so many commands, one after the other, on all nodes in turn. */
    Outcomes submitFromVirtualThreads(int threads, int commandsEach) {
        Map<Class<?>, Long> outcomes = new ConcurrentHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                RaftNode node = nodes.get(i % nodes.size());
                executor.submit(() -> {
                    for (int done = 0; done < commandsEach; done++) {
                        Outcome outcome = node.submitAndWait(CountingService.ONE, PATIENCE);
                        outcomes.merge(outcome.getClass(), 1L, Long::sum);
                    }
                });
            }
        }
        return new Outcomes(
                outcomes.getOrDefault(Outcome.Applied.class, 0L),
                outcomes.getOrDefault(Outcome.Unknown.class, 0L),
                outcomes.values().stream().mapToLong(Long::longValue).sum());
    }

    /**
     * Every call had its outcome, many were applied, and every node counted what they say. On a machine that is busy with
     * other things a leader may be lost meanwhile, and what was under way with it: half of the calls when each thread has two.
     */
    void awaitAgreement(Outcomes outcomes, long calls) {
        assertThat(outcomes.all()).isEqualTo(calls);
        assertThat(outcomes.applied()).isGreaterThanOrEqualTo(calls / 3);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            long count = services.getFirst().count();
            assertThat(count).isBetween(outcomes.applied(), outcomes.applied() + outcomes.unknown());
            assertThat(services).extracting(CountingService::count).containsOnly(count);
        });
    }

    record Outcomes(long applied, long unknown, long all) {}

    void stopAll() {
        nodes.forEach(RaftNode::close);
        nodes.clear();
        services.clear();
    }

    @Override
    public void close() {
        stopAll();
    }

    private static boolean leads(RaftNode node) {
        return node.status().role() == RoleName.LEADER;
    }
}
