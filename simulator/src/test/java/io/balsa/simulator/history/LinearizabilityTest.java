package io.balsa.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.history.AtomicObject.Shape;
import io.balsa.simulator.history.Verdict.Linearizable;
import io.balsa.simulator.history.Verdict.Undecided;
import io.balsa.simulator.history.Verdict.Violated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearizabilityTest {
    private static final Linearizability CHECK = new Linearizability();

    static Stream<Model<?>> models() {
        return Stream.of(new RegisterModel(), new CounterModel(), new ListModel());
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithBruteForceOnSmallHistories(Model<?> model) {
        int[] verdicts = new int[2];
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Shape shape = new Shape(2 + random.nextInt(7), 1 + random.nextInt(4), 1, random.nextInt(50));
            History history = disturbed(AtomicObject.record(model, shape, random), random);
            boolean isLinearizable = BruteForce.isLinearizable(model, history.operations());
            verdicts[isLinearizable ? 1 : 0]++;

            Verdict verdict = CHECK.check(model, history);

            assertThat(verdict instanceof Linearizable)
                    .as("seed %d\n%s%s", seed, history, verdict)
                    .isEqualTo(isLinearizable);
            if (verdict instanceof Violated violated) {
                checkIsSmallest(model, violated);
            }
        }
        assertThat(verdicts[0]).as("bad histories among those tried").isGreaterThan(500);
        assertThat(verdicts[1]).as("good histories among those tried").isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("models")
    void findsAnOrderForWhateverAnAtomicObjectDid(Model<?> model) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Shape shape = new Shape(200, 2 + random.nextInt(6), 1 + random.nextInt(3), random.nextInt(10));
            History history = AtomicObject.record(model, shape, random);

            assertThat(CHECK.check(model, history)).as("seed %d", seed).isInstanceOf(Linearizable.class);
        }
    }

    @Test
    void whatHasNoAnswerAndLeftNoTraceDoesNotKeepTheSearchBusy() throws IOException {
        History history;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/unanswered/register.txt"))) {
            history = History.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        int steps = 20_000;

        assertThat(new Search<>(new RegisterModel(), history.operations()).run(new Budget(steps, () -> false)))
                .isEqualTo(Search.Result.GAVE_UP);
        assertThat(new Linearizability(steps, () -> false).check(new RegisterModel(), history))
                .isInstanceOf(Linearizable.class);
    }

    /** Here the write that nobody saw is what makes the answer of the compare-and-set right. */
    @Test
    void whatLeftNoTraceMayStillBeNeeded() {
        History history = History.parse("""
            10 20 c1 x write 1 = ok
            30 ?  c2 x write 2 = ?
            40 50 c3 x cas 1 3 = false
            """);
        assertThat(CHECK.check(new RegisterModel(), history)).isInstanceOf(Linearizable.class);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aReadOfWhatNeverWasIsFoundInALongHistory(Model<?> model) {
        Random random = new Random(7);
        History good = AtomicObject.record(model, new Shape(10_000, 10, 10, 1), random);
        for (int changes = 0; changes < 3; changes++) {
            List<Operation> operations = new ArrayList<>(good.operations());
            int changed = drawRead(operations, random);
            String never = model instanceof ListModel ? "[never]" : "1000000";
            operations.set(changed, withResult(operations.get(changed), never));

            Verdict verdict = CHECK.check(model, historyOf(operations));

            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Violated.class,
                            violated -> assertThat(violated.contradiction()).contains(operations.get(changed)));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void tenThousandOperationsAreDecidedInAFewSteps(Model<?> model) {
        History history = AtomicObject.record(model, new Shape(10_000, 10, 10, 0), new Random(3));

        // A key has about 1,000 operations: a few steps for each of them.
        assertThat(new Linearizability(10_000, () -> false).check(model, history))
                .isInstanceOf(Linearizable.class);
    }

    @Test
    void givesUpAtItsLimits() {
        CounterModel counter = new CounterModel();
        History history = AtomicObject.record(counter, new Shape(5_000, 5, 1, 0), new Random(1));

        assertThat(new Linearizability(10, () -> false).check(counter, history)).isEqualTo(new Undecided("k0"));
        assertThat(new Linearizability(1_000_000, () -> true).check(counter, history))
                .isEqualTo(new Undecided("k0"));
    }

    @Test
    void manyUnknownOutcomesDoNotMultiply() {
        RegisterModel register = new RegisterModel();
        History history = AtomicObject.record(register, new Shape(2_000, 10, 1, 30), new Random(5));
        assertThat(CHECK.check(register, history)).isInstanceOf(Linearizable.class);

        List<Operation> operations = new ArrayList<>(history.operations());
        int changed = drawRead(operations, new Random(1));
        operations.set(changed, withResult(operations.get(changed), "never"));
        assertThat(CHECK.check(register, historyOf(operations))).isInstanceOf(Violated.class);
    }

    /** Sometimes with another answer to one of the reads, or to anything. */
    private static History disturbed(History good, Random random) {
        List<Operation> operations = new ArrayList<>(good.operations());
        List<Integer> answered = IntStream.range(0, operations.size())
                .filter(number -> !operations.get(number).isUnknown())
                .boxed()
                .toList();
        if (!answered.isEmpty() && random.nextInt(4) > 0) {
            int number = answered.get(random.nextInt(answered.size()));
            Operation changed = operations.get(number);
            operations.set(number, withResult(changed, otherResult(changed, random)));
        }
        return historyOf(operations);
    }

    private static String otherResult(Operation operation, Random random) {
        return switch (operation.result()) {
            case "true" -> "false";
            case "false" -> "true";
            case "ok" -> "ok";
            default -> {
                String digit = Integer.toString(random.nextInt(5));
                yield operation.result().startsWith("[") ? "[" + digit + "]" : digit;
            }
        };
    }

    private static int drawRead(List<Operation> operations, Random random) {
        for (; ; ) {
            int number = random.nextInt(operations.size());
            Operation drawn = operations.get(number);
            if (drawn.call().equals("read") && !drawn.isUnknown()) {
                return number;
            }
        }
    }

    private static Operation withResult(Operation asked, String result) {
        return new Operation(asked.client(), asked.key(), asked.call(), result, asked.invokedNs(), asked.returnedNs());
    }

    private static History historyOf(List<Operation> operations) {
        return History.parse(operations.stream().map(Operation::toString).collect(Collectors.joining("\n")));
    }

    /** With one answer less there is an order, whether that answer is cut off or forgotten. */
    private static <S> void checkIsSmallest(Model<S> model, Violated violated) {
        List<Operation> prefix = violated.prefix();
        Operation last = prefix.stream()
                .filter(operation -> !operation.isUnknown())
                .max(Comparator.comparingLong(Operation::returnedNs))
                .orElseThrow();
        assertThat(BruteForce.isLinearizable(model, relaxed(prefix, operation -> operation == last)))
                .as("linearizable before its last answer: %s", violated)
                .isTrue();
        List<Operation> small =
                relaxed(prefix, operation -> !violated.contradiction().contains(operation));
        assertThat(BruteForce.isLinearizable(model, small)).as("%s", violated).isFalse();
        for (Operation one : violated.contradiction()) {
            assertThat(BruteForce.isLinearizable(model, relaxed(small, operation -> operation == one)))
                    .as("without the answer to %s: %s", one, violated)
                    .isTrue();
        }
    }

    private static List<Operation> relaxed(List<Operation> operations, Predicate<Operation> which) {
        return operations.stream()
                .map(operation -> which.test(operation) ? operation.relaxed() : operation)
                .toList();
    }
}
