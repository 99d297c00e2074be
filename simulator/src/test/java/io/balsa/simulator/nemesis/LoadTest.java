package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import io.balsa.simulator.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What clients do in a run, by the parameters of its plan. */
class LoadTest {
    private static final String BUSY = "seed=3 clients=8 think-ms=50 pending-calls=4";

    private static List<Operation> operationsOf(String plan) {
        List<Operation> operations = new ArrayList<>();
        Result result = Run.told(
                Plan.parse(plan),
                false,
                line -> {},
                simulation -> simulation.observe((same, step) -> operations.addAll(step.invoked())));
        assertThat(result.failure()).isNull();
        return operations;
    }

    private static int mostOpenAtATime(List<Operation> operations) {
        return operations.stream().collect(Collectors.groupingBy(Operation::client)).values().stream()
                .mapToInt(LoadTest::mostOpenOfOne)
                .max()
                .orElse(0);
    }

    private static int mostOpenOfOne(List<Operation> operations) {
        return operations.stream()
                .mapToInt(operation -> (int) operations.stream()
                        .filter(other ->
                                other.invokedNs() <= operation.invokedNs() && other.endedNs() > operation.invokedNs())
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void aSimplePlanHasCallsOfOneLengthOneAtATimeInTheProcessesOfNodes() {
        List<Operation> operations = operationsOf("seed=3 safety-ms=5000");
        assertThat(mostOpenAtATime(operations)).isOne();
        assertThat(operations).allMatch(operation -> operation.nodeId() > 0);
        assertThat(lengths(operations)).containsExactly(8, 32);
    }

    @Test
    void clientsMayHaveSeveralCallsOpen() {
        List<Operation> operations = operationsOf("seed=3 safety-ms=5000 in-flight=8 think-ms=50 min-delay-us=20000");
        assertThat(mostOpenAtATime(operations)).isEqualTo(8);
    }

    @Test
    void callsMayBeOfAnyLengthAndTooLongOnesAreRefused() {
        List<Operation> operations = operationsOf("seed=3 lengths-percent=100 clients=16 think-ms=50");
        assertThat(lengths(operations)).contains(1, 1024).anyMatch(length -> length > 1024);
        operations.stream()
                .filter(operation -> operation.payload().length > 1024)
                .forEach(operation ->
                        assertThat(operation.outcome()).isEqualTo(new Outcome.NotAppended(Reason.TOO_LARGE)));
    }

    @Test
    void clientsMayBeRemote() {
        List<Operation> operations =
                operationsOf("seed=3 remote-percent=100; 5.000s crash node=1; 9.000s start node=1");
        assertThat(operations.stream().filter(operation -> operation.nodeId() == 0 && operation.isApplied()))
                .hasSizeGreaterThan(50);
    }

    @Test
    void aRefusedCallIsTriedAgainAndAnUnknownOneNever() {
        List<Operation> operations =
                operationsOf(BUSY + " retry-percent=90 in-flight=4; 5.000s isolate node=1; 9.000s reconnect");
        Map<String, List<Operation>> attempts = operations.stream()
                .collect(Collectors.groupingBy(operation -> operation.client().id() + ":" + operation.sequence()));
        assertThat(attempts.values()).anyMatch(ofOne -> ofOne.size() > 1);
        attempts.values()
                .forEach(ofOne -> assertThat(ofOne.subList(0, ofOne.size() - 1))
                        .allMatch(attempt -> attempt.outcome() instanceof Outcome.NotAppended));
    }

    @Test
    void clientsMayGiveCallsUp() {
        List<Operation> operations =
                operationsOf("seed=3 cancel-percent=5 clients=16 think-ms=50; 5.000s isolate node=1");
        assertThat(operations).anyMatch(operation -> operation.outcome() == null && !operation.isOpen());
    }

    private static Set<Integer> lengths(List<Operation> operations) {
        return operations.stream()
                .map(operation -> operation.payload().length)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
