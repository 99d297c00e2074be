package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster elects, commits and survives, and a seed says everything about a run. */
class SimulationTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void aClusterElectsALeaderAndCommitsWhatAnyNodeIsTold(int size) {
        try (Simulation simulation = new Simulation(size, SimulationOptions.of(size))) {
            simulation.leader();
            for (Node node : simulation.nodes()) {
                SimClient client = simulation.client(node.id());
                Operation write = simulation.await(client.propose(Registers.write(1, node.id())));
                assertThat(write.isApplied()).isTrue();
                Operation read = simulation.await(client.query(Registers.read(1)));
                assertThat(Registers.value(read.result())).isEqualTo(node.id());
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (int seed = 1; seed <= 20; seed++) {
            assertThat(hashOfEventfulRun(seed)).as("seed %d", seed).isEqualTo(hashOfEventfulRun(seed));
        }
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        assertThat(hashOfEventfulRun(1)).isNotEqualTo(hashOfEventfulRun(2));
    }

    private static long hashOfEventfulRun(long seed) {
        try (Simulation simulation = new Simulation(seed)) {
            SimClient client = simulation.client(1);
            for (int round = 1; round <= 5; round++) {
                simulation.leader();
                client.propose(Registers.write(1, round));
                simulation.advance(Duration.ofMillis(2));
                Node victim = simulation.node(1 + round % 3);
                victim.powerCut();
                simulation.advance(Duration.ofSeconds(2));
                victim.start();
            }
            simulation.leader();
            return simulation.traceHash();
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesPowerCutsOfAllNodes() {
        for (int seed = 1; seed <= 50; seed++) {
            try (Simulation simulation = new Simulation(seed)) {
                long acknowledged = 0;
                for (int round = 1; round <= 5; round++) {
                    acknowledged = Math.max(acknowledged, writesUntilPowerCut(simulation, round * 1000));
                    simulation.nodes().forEach(Node::start);
                    Operation read = simulation.await(
                            simulation.client(simulation.leader().id()).query(Registers.read(1)));
                    assertThat(Registers.value(read.result())).isGreaterThanOrEqualTo(acknowledged);
                }
            }
        }
    }

    private static long writesUntilPowerCut(Simulation simulation, long from) {
        SimClient client = simulation.client(simulation.leader().id());
        for (int i = 0; i < 10; i++) {
            client.propose(Registers.write(1, from + i));
            simulation.advance(Duration.ofMillis(1));
        }
        simulation.nodes().forEach(Node::powerCut);
        List<Operation> applied = new ArrayList<>(client.operations());
        applied.removeIf(operation -> !operation.isApplied());
        return applied.isEmpty() ? 0 : from + applied.size() - 1;
    }

    @Test
    void aCrashLeavesOpenCallsUnknown() {
        try (Simulation simulation = new Simulation(1)) {
            Node leader = simulation.leader();
            SimClient client = simulation.client(leader.id());
            Operation operation = client.propose(Registers.write(1, 1));
            leader.crash();
            assertThat(operation.isOpen()).isFalse();
            assertThat(operation.isUnknown()).isTrue();
            assertThat(client.propose(Registers.write(1, 2)).isUnknown())
                    .as("a node that is down refuses")
                    .isFalse();
        }
    }

    @Test
    void theRestElectsAnotherLeaderAndTheOldOneFollowsWhenItComesBack() {
        try (Simulation simulation = new Simulation(1)) {
            Node first = simulation.leader();
            first.crash();
            Node second = simulation.leader();
            assertThat(second.id()).isNotEqualTo(first.id());
            first.start();
            simulation.until("the old leader follows", () -> first.leaderId() == second.id());
            simulation.until("it has all", () -> first.appliedIndex() == second.appliedIndex());
        }
    }

    @Test
    void anIsolatedLeaderStepsDownAndItsUncommittedEntryIsSuperseded() {
        try (Simulation simulation = new Simulation(1)) {
            Node first = simulation.leader();
            simulation.network().isolate(first.id());
            Operation lost = simulation.client(first.id()).propose(Registers.write(1, 1));
            simulation.until(
                    "another leader",
                    () -> simulation.nodes().stream().anyMatch(node -> node != first && node.isLeader()));
            simulation.network().heal();
            simulation.await(lost);
            assertThat(lost.isApplied()).isFalse();
        }
    }

    @Test
    void aStoryIsToldToWhoListens() {
        List<String> lines = new ArrayList<>();
        try (Simulation simulation = new Simulation(1)) {
            simulation.tell(lines::add);
            Node leader = simulation.leader();
            assertThat(lines).anyMatch(line -> line.contains("node " + leader.id() + " is LEADER in term 1"));
            simulation.await(simulation.client(leader.id()).propose(Registers.write(1, 1)));
            assertThat(lines)
                    .anyMatch(line -> line.contains("takes message") && line.contains("VOTE_REPLY term 1 granted"))
                    .anyMatch(line -> line.contains("sent: message") && line.contains("APPEND term 1 entries 2..2"))
                    .anyMatch(line -> line.contains("operation 1 (COMMAND 1 of client 1") && line.contains("Applied"))
                    .anyMatch(line -> line.contains("LEADER term 1 log 1..2 durable 2 commit 2 applied 2"));
        }
    }
}
