package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.Simulation;
import io.balsa.simulator.history.History;
import io.balsa.simulator.history.Linearizability;
import io.balsa.simulator.history.Operation;
import io.balsa.simulator.history.RegisterModel;
import io.balsa.simulator.history.Verdict;
import io.balsa.simulator.machine.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of our own clusters under faults are good, and bad as soon as a read is told another truth. */
class OwnHistoriesTest {
    private static final Parameters PARAMETERS = Plan.parse(
                    "seed=1 clients=6 think-ms=100 in-flight=2 retry-percent=50 remote-percent=30")
            .parameters();

    /** Any change that makes a history wrong, of all those possible; each is a list of operations. */
    private interface Change {
        List<List<Operation>> of(List<Operation> history);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areGood(long seed) {
        assertThat(verdict(play(seed))).isInstanceOf(Verdict.Linearizable.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areProvedGoodByTheOrderOfTheLog(long seed) {
        Linearizability withoutSearch = new Linearizability(0, () -> false);

        assertThat(withoutSearch.check(new RegisterModel(), record(seed))).isInstanceOf(Verdict.Linearizable.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areBadWithAReadOfWhatWasOverwritten(long seed) {
        requireBad(seed, OwnHistoriesTest::staleReads);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areBadWithAReadOfWhatIsYetToBeWritten(long seed) {
        requireBad(seed, OwnHistoriesTest::readsOfTheFuture);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areBadWithTwoReadsSwapped(long seed) {
        requireBad(seed, OwnHistoriesTest::swappedReads);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areBadWithAReadOfWhatNobodyWrote(long seed) {
        requireBad(
                seed,
                history -> reads(history).stream()
                        .map(read -> changed(history, Map.of(read, "1000000")))
                        .toList());
    }

    private static void requireBad(long seed, Change change) {
        List<List<Operation>> wrong = change.of(play(seed));
        assertThat(wrong).as("ways to make it wrong").hasSizeGreaterThan(3);
        for (int i = 0; i < wrong.size(); i += Math.max(1, wrong.size() / 8)) {
            assertThat(verdict(wrong.get(i))).isInstanceOf(Verdict.Violated.class);
        }
    }

    private static List<Operation> play(long seed) {
        return record(seed).operations();
    }

    private static History record(long seed) {
        try (Simulation simulation = new Simulation(seed, PARAMETERS.options())) {
            Judge judge = new Judge(simulation, Jury.EVERYBODY);
            new Load(simulation, judge, PARAMETERS, new Chance(seed)).begin();
            simulation.network().everyLink(link -> link.loss(0.05));
            simulation.in(Duration.ofSeconds(5), () -> simulation.node(1).powerCut());
            simulation.in(Duration.ofSeconds(8), () -> simulation.node(1).start());
            simulation.in(Duration.ofSeconds(10), () -> simulation.network().isolate(2));
            simulation.advance(Duration.ofSeconds(15));
            return judge.history();
        }
    }

    private static Verdict verdict(List<Operation> operations) {
        String text = operations.stream().map(operation -> operation + "\n").collect(Collectors.joining());
        return new Linearizability().check(new RegisterModel(), History.parse(text));
    }

    private static List<Operation> reads(List<Operation> history) {
        return history.stream()
                .filter(one -> one.call().equals("read") && !one.isUnknown() && !one.isRefused())
                .toList();
    }

    /** Writes that are known to have taken effect. */
    private static List<Operation> writes(List<Operation> history) {
        return history.stream()
                .filter(one -> one.call().startsWith("write") && one.result().equals("ok"))
                .toList();
    }

    private static String value(Operation write) {
        return write.call().substring("write ".length());
    }

    private static List<List<Operation>> staleReads(List<Operation> history) {
        return ways(
                history,
                read -> writes(history).stream()
                        .filter(write -> of(read, write) && overwriter(history, write, read))
                        .toList());
    }

    private static boolean overwriter(List<Operation> history, Operation write, Operation read) {
        return writes(history).stream()
                .anyMatch(other -> of(read, other) && write.precedes(other) && other.precedes(read));
    }

    private static List<List<Operation>> readsOfTheFuture(List<Operation> history) {
        return ways(
                history,
                read -> writes(history).stream()
                        .filter(write -> of(read, write) && read.precedes(write))
                        .toList());
    }

    private static boolean of(Operation one, Operation other) {
        return one.key().equals(other.key());
    }

    private static List<List<Operation>> ways(List<Operation> history, Function<Operation, List<Operation>> wrong) {
        List<List<Operation>> ways = new ArrayList<>();
        for (Operation read : reads(history)) {
            wrong.apply(read).stream()
                    .limit(2)
                    .forEach(write -> ways.add(changed(history, Map.of(read, value(write)))));
        }
        return ways;
    }

    /** The later one saw what was written after the earlier one had returned. */
    private static List<List<Operation>> swappedReads(List<Operation> history) {
        List<List<Operation>> ways = new ArrayList<>();
        for (Operation later : reads(history)) {
            List<Operation> seen = writes(history).stream()
                    .filter(write -> of(later, write) && value(write).equals(later.result()))
                    .toList();
            reads(history).stream()
                    .filter(earlier -> of(earlier, later) && seen.stream().anyMatch(earlier::precedes))
                    .limit(2)
                    .forEach(earlier ->
                            ways.add(changed(history, Map.of(earlier, later.result(), later, earlier.result()))));
        }
        return ways;
    }

    private static List<Operation> changed(List<Operation> history, Map<Operation, String> results) {
        return history.stream()
                .map(one -> new Operation(
                        one.client(),
                        one.key(),
                        one.call(),
                        results.getOrDefault(one, one.result()),
                        one.invokedNs(),
                        one.returnedNs()))
                .toList();
    }
}
