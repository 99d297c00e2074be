package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** A state machine of one's own is simulated, and found out when it is not deterministic. */
class StateMachineTest {
    private static final byte[] ADD = {1};

    /** Counts commands. */
    private static class Counter implements StateMachine {
        long count;

        @Override
        public void apply(Command command, ResultWriter result) {
            result.putLong(++count);
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(count);
        }

        @Override
        public long stateHash() {
            return count;
        }
    }

    @Test
    void aStateMachineOfOnesOwnSurvivesCrashes() {
        try (Simulation simulation = new Simulation(1, SimulationOptions.of(3).stateMachine(Counter::new))) {
            for (int round = 1; round <= 10; round++) {
                Node leader = simulation.leader();
                SimClient client = simulation.client(leader.id());
                Operation add = simulation.await(client.propose(ADD));
                assertThat(add.outcome().asLong()).isEqualTo(round);
                leader.powerCut();
                leader.start();
            }
        }
    }

    @Test
    void aResultThatDependsOnMoreThanTheCommandsIsFoundOut() {
        long[] calls = new long[1];
        requireFoundOut(
                () -> new Counter() {
                    @Override
                    public void apply(Command command, ResultWriter result) {
                        count++;
                        result.putLong(calls[0]++);
                    }
                },
                "two results");
    }

    @Test
    void aStateThatDependsOnMoreThanTheCommandsIsFoundOut() {
        long[] made = new long[1];
        requireFoundOut(
                () -> new Counter() {
                    private final long salt = made[0]++;

                    @Override
                    public long stateHash() {
                        return count * salt;
                    }
                },
                "two states");
    }

    @Test
    void aStateThatDiffersBetweenNodesIsFoundOut() {
        long[] made = new long[1];
        requireFoundOut(
                () -> new Counter() {
                    private final long salt = made[0]++ / 2;

                    @Override
                    public long stateHash() {
                        return count + salt;
                    }
                },
                "unlike another node's");
    }

    private static void requireFoundOut(Supplier<StateMachine> maker, String how) {
        try (Simulation simulation = new Simulation(1, SimulationOptions.of(3).stateMachine(maker))) {
            SimClient client = simulation.client(simulation.leader().id());
            assertThatThrownBy(() -> {
                        simulation.await(client.propose(ADD));
                        simulation.leader();
                        simulation.advance(java.time.Duration.ofSeconds(1));
                    })
                    .isInstanceOf(NondeterminismError.class)
                    .hasMessageContaining(how);
        }
    }
}
