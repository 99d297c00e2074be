package io.balsa.simulator.nemesis;

import io.balsa.simulator.BrokenNodeException;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.check.Checkers;
import io.balsa.simulator.check.Violation;
import io.balsa.simulator.machine.Chance;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One plan, played on a cluster: first faults, while nothing wrong may ever happen; then everything is healed, and what must
 * come about has to come about in time. One thread; the same plan gives the same run to the bit.
 */
public final class Run {
    private static final int LOAD = 3;

    private final Plan plan;
    private final @Nullable Narrator narrator;
    private final Consumer<Simulation> onBegin;
    private final Tally tally = new Tally();

    private Run(Plan plan, @Nullable Narrator narrator, Consumer<Simulation> onBegin) {
        this.plan = plan;
        this.narrator = narrator;
        this.onBegin = onBegin;
    }

    /** Plays a plan. */
    public static Result of(Plan plan) {
        return new Run(plan, null, simulation -> {}).play();
    }

    /**
     * Plays a plan and tells what happens, a line each; every message too, if wanted.
     *
     * @param onBegin given the simulation before its first step, so that others may watch it too
     */
    public static Result told(
            Plan plan, boolean withMessages, Consumer<String> listener, Consumer<Simulation> onBegin) {
        return new Run(plan, new Narrator(listener, withMessages), onBegin).play();
    }

    private Result play() {
        try (Simulation simulation =
                new Simulation(plan.seed(), plan.parameters().options())) {
            Result.Failure failure = null;
            try {
                play(simulation);
            } catch (RuntimeException | AssertionError e) {
                failure = new Result.Failure(kindOf(e), String.valueOf(e.getMessage()), e);
            }
            return new Result(plan, failure, simulation.traceHash(), simulation.nowNs(), tally);
        }
    }

    private void play(Simulation simulation) {
        Parameters parameters = plan.parameters();
        onBegin.accept(simulation);
        Checkers.all(simulation);
        Judge judge = new Judge(simulation);
        simulation.observe(tally);
        if (narrator != null) {
            narrator.begin(simulation);
        }
        Stage stage = new Stage(simulation);
        Load load = new Load(simulation, judge, parameters, new Chance(plan.seed()).branch(LOAD));
        load.begin();
        for (Plan.Timed timed : plan.actions()) {
            simulation.at(timed.atMs() * Stage.MS, () -> perform(stage, timed.action()));
        }
        simulation.advance(Duration.ofMillis(parameters.get(Parameter.SAFETY_MS)));
        load.end();
        if (narrator != null) {
            narrator.tell(simulation, "--- everything is healed");
        }
        stage.heal();
        new Liveness(stage, load, judge, parameters).check();
        judge.atEnd();
    }

    private void perform(Stage stage, Action action) {
        if (narrator != null) {
            narrator.tell(stage.simulation(), "--- " + Wording.print(action));
        }
        if (action.perform(stage)) {
            tally.hit(Wording.kind(action));
        }
    }

    private static String kindOf(Throwable failure) {
        return switch (failure) {
            case Violation violation -> violation.checker();
            case LivenessException late -> late.what();
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
