package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A failing plan becomes as small as it can be while it fails in the same way. */
class ShrinkerTest {
    private static final Plan LARGE = largest();

    private static Plan largest() {
        Plan largest = Nemesis.draw(1);
        for (long seed = 2; seed <= 100; seed++) {
            Plan drawn = Nemesis.draw(seed);
            largest = drawn.actions().size() > largest.actions().size() ? drawn : largest;
        }
        return largest;
    }

    private static Result play(Plan plan, Predicate<Plan> fails, String kind) {
        Result.Failure failure = fails.test(plan) ? new Result.Failure(kind, kind, new AssertionError(kind)) : null;
        return new Result(plan, failure, 0, 0, new Tally());
    }

    private static Plan shrink(Predicate<Plan> fails, int mostRuns) {
        return new Shrinker(play(LARGE, fails, "kind"), plan -> play(plan, fails, "kind"), mostRuns, line -> {})
                .shrink();
    }

    @Test
    void onlyTheActionsThatItTakesAreLeft() {
        int size = LARGE.actions().size();
        List<Plan.Timed> needed =
                List.of(LARGE.actions().get(size / 3), LARGE.actions().get(size - 2));
        Plan smallest = shrink(plan -> plan.actions().containsAll(needed), 10_000);
        assertThat(smallest.actions()).isEqualTo(needed);
    }

    @Test
    void theOnlyActionThatItTakesMayStandFirst() {
        Plan two = LARGE.with(LARGE.actions().subList(0, 2));
        Plan.Timed first = two.actions().getFirst();
        Predicate<Plan> fails = plan -> plan.actions().contains(first);
        Shrinker shrinker =
                new Shrinker(play(two, fails, "kind"), plan -> play(plan, fails, "kind"), 1_000, line -> {});
        assertThat(shrinker.shrink().actions()).containsExactly(first);
    }

    @Test
    void parametersBecomeSimple() {
        Plan smallest = shrink(plan -> plan.parameters().get(Parameter.NODES) >= 2, 10_000);
        assertThat(smallest.actions()).isEmpty();
        assertThat(smallest.parameters().get(Parameter.NODES)).isEqualTo(2);
        assertThat(smallest.parameters().get(Parameter.KEYS)).isEqualTo(Parameter.KEYS.simplest());
    }

    @Test
    void anotherFailureIsNotTakenForThisOne() {
        Result failed = play(LARGE, plan -> true, "one kind");
        Plan smallest = new Shrinker(failed, plan -> play(plan, any -> true, "another"), 100, line -> {}).shrink();
        assertThat(smallest).isEqualTo(LARGE);
    }

    /** As an engine would that does not commit without two nodes: a smaller cluster has no majority without them. */
    private static Result playWithoutTwo(Plan plan) {
        Result result = Run.of(plan);
        boolean standsWithoutTwo = plan.actions().stream()
                .map(Plan.Timed::action)
                .toList()
                .containsAll(List.of(new DemandAction.Stand(), new LinkAction.Isolate(1), new LinkAction.Isolate(2)));
        return result.isOk() && standsWithoutTwo
                ? play(plan, any -> true, Demand.A_MAJORITY_COMMITS.toString())
                : result;
    }

    @Test
    void aPlanOfStandingFaultsKeepsItsMajority() {
        Plan plan = Plan.parse("seed=1 nodes=6 keys=2 safety-ms=2000; 0.500s crash node=4; 1.000s stand;"
                + " 1.000s isolate node=1; 1.500s isolate node=2; 1.500s crash node=3");
        Result failed = playWithoutTwo(plan);
        Plan smallest = new Shrinker(failed, ShrinkerTest::playWithoutTwo, 1_000, line -> {}).shrink();
        assertThat(smallest)
                .hasToString("seed=1 nodes=5 safety-ms=1510; 1.000s stand; 1.000s isolate node=1; 1.500s isolate"
                        + " node=2");
    }

    @Test
    void noMoreRunsAreMadeThanAllowed() {
        int[] runs = new int[1];
        Result failed = play(LARGE, plan -> true, "kind");
        new Shrinker(failed, plan -> play(plan, any -> runs[0]++ >= 0, "kind"), 7, line -> {}).shrink();
        assertThat(runs[0]).isEqualTo(7);
    }

    @Test
    void aRunThatHoldsCannotBeShrunk() {
        Result held = play(LARGE, plan -> false, "kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shrinker(held, plan -> held, 1, line -> {}))
                .withMessageContaining("did not fail");
    }
}
