package io.balsa.simulator.nemesis;

import io.balsa.simulator.BrokenNodeException;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.check.Violation;
import io.balsa.simulator.machine.Chance;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One plan, played on a cluster: first faults, while nothing wrong may ever happen; then everything is healed, and what must
 * come about has to come about in time. One thread; the same plan gives the same run to the bit.
 */
public final class Run {
    private static final int LOAD = 3;

    private final Plan plan;
    private final Jury jury;
    private final Consumer<Simulation> onBegin;
    private final Tally tally = new Tally();

    private Run(Plan plan, Jury jury, Consumer<Simulation> onBegin) {
        this.plan = plan;
        this.jury = jury;
        this.onBegin = onBegin;
    }

    /** Plays a plan. */
    public static Result of(Plan plan) {
        return of(plan, Jury.EVERYBODY);
    }

    /** Plays a plan before one of {@link Jury#judges} alone. What nobody then notices may end the run in any other way. */
    public static Result judgedBy(String judge, Plan plan) {
        return of(plan, Jury.of(judge));
    }

    /** Plays a plan twice: both runs must be equal, to the bit. Says how the first went that went wrong. */
    public static Result twice(Plan plan) {
        Result first = of(plan);
        if (!first.isOk()) {
            return first;
        }
        Result second = of(plan);
        return first.traceHash() == second.traceHash() ? second : second.failed(failureOf(differing(first, second)));
    }

    private static Violation differing(Result first, Result second) {
        String hashes = Long.toHexString(first.traceHash()) + " and " + Long.toHexString(second.traceHash());
        return new Violation(
                Jury.DETERMINISM,
                "two runs have the hashes " + hashes,
                "seed " + first.plan().seed());
    }

    private static Result of(Plan plan, Jury jury) {
        return new Run(plan, jury, simulation -> {}).play();
    }

    /**
     * Plays a plan and tells what happens, a line each; every message too, if wanted.
     *
     * @param onBegin given the simulation before its first step, so that others may watch it too
     */
    public static Result told(
            Plan plan, boolean withMessages, Consumer<String> listener, Consumer<Simulation> onBegin) {
        Consumer<Simulation> tell = simulation -> simulation.tell(listener, withMessages);
        return new Run(plan, Jury.EVERYBODY, tell.andThen(onBegin)).play();
    }

    private Result play() {
        try (Simulation simulation =
                new Simulation(plan.seed(), plan.parameters().options())) {
            Result.Failure failure = null;
            try {
                play(simulation);
            } catch (RuntimeException | AssertionError e) {
                failure = failureOf(e);
            }
            return new Result(plan, failure, simulation.traceHash(), simulation.nowNs(), tally);
        }
    }

    private void play(Simulation simulation) {
        Parameters parameters = plan.parameters();
        onBegin.accept(simulation);
        jury.watch(simulation);
        Judge judge = new Judge(simulation, jury);
        simulation.observe(tally);
        Load load = new Load(simulation, judge, parameters, new Chance(plan.seed()).branch(LOAD));
        load.begin();
        Stage stage = new Stage(simulation, parameters);
        for (Plan.Timed timed : plan.actions()) {
            simulation.at(timed.atMs() * Stage.MS, () -> perform(stage, timed.action()));
        }
        simulation.advance(Duration.ofMillis(parameters.get(Parameter.SAFETY_MS)));
        if (stage.isStanding()) {
            new Standing(stage, load, judge).check();
        }
        load.end();
        simulation.tell(() -> "--- everything is healed");
        stage.heal();
        new Liveness(stage, load, judge, stage.slowest()).check();
        if (!judge.atEnd()) {
            tally.notDecided();
        }
    }

    private void perform(Stage stage, Action action) {
        stage.simulation().tell(() -> "--- " + Wording.print(action));
        if (action.perform(stage)) {
            tally.hit(action);
        }
    }

    private static Result.Failure failureOf(Throwable cause) {
        return new Result.Failure(kindOf(cause), String.valueOf(cause.getMessage()), cause);
    }

    private static String kindOf(Throwable failure) {
        return switch (failure) {
            case Violation violation -> violation.checker();
            case LivenessException late -> late.demand().toString();
            case UnfitPlanException unfit -> "unfit plan";
            case HistoryException impossible -> impossible.what();
            case BrokenNodeException broken -> "broken node: " + rootOf(broken);
            default -> rootOf(failure);
        };
    }

    /** Where it was thrown says more about what it is than its message, which has numbers. */
    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        String where = stack.length == 0 ? "" : " in " + stack[0].getFileName();
        return root.getClass().getSimpleName() + where;
    }
}
