package io.balsa.simulator.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.SimulationOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state machine of one's own against crashes. {@code docs/simulator.md} shows what stands between the two markers. */
class CounterTest {
    private static final SimulationOptions COUNTERS = SimulationOptions.of(3).stateMachine(Counter::new);
    private static final byte[] ADD = {1};
    private static final byte[] READ = {};

    private static final class Counter implements StateMachine {
        private long count;

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

    // docs: begin
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noAcknowledgedAdditionIsLostAndNoneCountsTwice(long seed) {
        try (Simulation simulation = new Simulation(seed, COUNTERS)) {
            Random chance = new Random(seed);
            List<Operation> additions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Node node = simulation.node(1 + chance.nextInt(3));
                if (!node.isUp()) {
                    node.start();
                }
                additions.add(simulation.client(node.id()).propose(ADD));
                simulation.advance(Duration.ofMillis(chance.nextInt(200)));
                switch (chance.nextInt(8)) {
                    case 0 -> node.powerCut();
                    case 1 -> simulation.network().isolate(node.id());
                    case 2 -> simulation.network().heal();
                    default -> {}
                }
            }
            simulation.network().heal();
            simulation.nodes().stream().filter(node -> !node.isUp()).forEach(Node::start);
            Operation read = simulation.client(simulation.leader().id()).query(READ);
            long count = simulation.await(read).requireOutcome().asLong();
            long applied = additions.stream().filter(Operation::isApplied).count();
            long unknown = additions.stream().filter(Operation::isUnknown).count();
            assertThat(count).isBetween(applied, applied + unknown);
        }
    }
    // docs: end
}
