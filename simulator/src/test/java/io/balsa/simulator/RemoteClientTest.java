package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.EventQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote client finds the leader, loses it and finds the next one. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3, 4})
class RemoteClientTest {
    private final Simulation simulation;
    private final SimClient client;

    RemoteClientTest(long seed) {
        simulation = new Simulation(seed);
        client = simulation.remoteClient();
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void callsAreAnsweredOverTheNetwork() {
        Operation write = simulation.await(client.propose(Registers.write(1, 42)));
        assertThat(write.isApplied()).isTrue();
        assertThat(write.nodeId()).isZero();
        Operation read = simulation.await(client.query(Registers.read(1)));
        assertThat(Registers.value(read.result())).isEqualTo(42);
    }

    @Test
    void someAreOfAKindThatGoesPastTheRingAndSomeAreNot() {
        long past = IntStream.range(0, 40).filter(this::goesPastTheRing).count();
        assertThat(past).isBetween(10L, 30L);
    }

    private boolean goesPastTheRing(int chance) {
        EventQueue time = new EventQueue();
        RemoteProcess process = new RemoteProcess(simulation, -2, time, new Chance(chance));
        Objects.requireNonNull(time.take()).happen();
        Operation.Request request = new Operation.Request(Operation.Kind.COMMAND, 1, Registers.write(1, 1));
        assertThat(process.call(new Operation(1, client, request, 0, 0))).isTrue();
        return !process.hasCallsInTheRing();
    }

    @Test
    void theNextLeaderIsFoundWhenOneDies() {
        for (int round = 1; round <= 3; round++) {
            Node leader = simulation.leader();
            assertThat(simulation
                            .await(client.propose(Registers.write(1, round)))
                            .isApplied())
                    .isTrue();
            leader.powerCut();
            simulation.leader();
            leader.start();
        }
        Operation read = simulation.await(client.query(Registers.read(1)));
        assertThat(Registers.value(read.result())).isEqualTo(3);
    }

    @Test
    void aCutThatNobodyNoticesIsSurvived() {
        simulation.await(client.propose(Registers.write(1, 1)));
        int leader = simulation.leader().id();
        simulation.network().cut((int) -client.id(), leader);
        Operation lost = client.propose(Registers.write(1, 2));
        simulation.await(lost);
        assertThat(lost.isUnknown() || lost.isApplied()).isTrue();
        simulation.network().heal();
        simulation.advance(Duration.ofSeconds(1));
        assertThat(simulation.await(client.propose(Registers.write(1, 3))).isApplied())
                .isTrue();
    }

    @Test
    void frequentLossDuplicationAndReorderingChangeNoAnswer() {
        simulation.leader();
        simulation.network().everyLink(link -> link.loss(0.1));
        for (Node node : simulation.nodes()) {
            simulation.network().link((int) -client.id(), node.id()).duplication(0.5);
            simulation.network().link(node.id(), (int) -client.id()).loss(0.2);
        }
        for (int i = 1; i <= 20; i++) {
            simulation.await(client.propose(Registers.write(i, i)));
        }
        simulation.network().heal();
        simulation.leader();
        for (int i = 1; i <= 20; i++) {
            Operation write = client.operations().get(i - 1);
            Operation read = simulation.await(client.query(Registers.read(i)));
            assertThat(read.isApplied()).isTrue();
            if (write.isApplied()) {
                assertThat(Registers.value(read.result())).isEqualTo(i);
            }
        }
    }
}
