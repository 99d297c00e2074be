package io.balsa.simulator.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a plan that fails smaller while it fails in the same way: fewer actions (Zeller and Hildebrandt, "Simplifying and
 * Isolating Failure-Inducing Input", ddmin), then simpler parameters, until neither helps or the budget of runs is used up.
 */
public final class Shrinker {
    private static final long AFTER_LAST_ACTION_MS = 10;

    private final Function<Plan, Result> runner;
    private final Consumer<String> progress;
    private int runsLeft;
    private Plan smallest;
    private Result.Failure failure;

    /**
     * @param failed   a run that failed
     * @param runner   plays a plan, as {@link Run#of} does
     * @param mostRuns how many runs it may take
     * @param progress hears a line whenever the plan became smaller
     * @throws IllegalArgumentException when that run did not fail
     */
    public Shrinker(Result failed, Function<Plan, Result> runner, int mostRuns, Consumer<String> progress) {
        if (failed.failure() == null) {
            throw new IllegalArgumentException("there is nothing to shrink: the run did not fail");
        }
        this.smallest = failed.plan();
        this.failure = failed.failure();
        this.runner = runner;
        this.runsLeft = mostRuns;
        this.progress = progress;
    }

    /** The smallest plan found. */
    public Plan shrink() {
        Plan before;
        do {
            before = smallest;
            removeActions();
            simplifyParameters();
            endSooner();
        } while (runsLeft > 0 && !before.equals(smallest));
        return smallest;
    }

    /** What the smallest plan fails with. */
    public Result.Failure failure() {
        return failure;
    }

    private void removeActions() {
        int parts = 2;
        int next = 0;
        while (runsLeft > 0 && !smallest.actions().isEmpty()) {
            int size = smallest.actions().size();
            parts = Math.min(parts, size);
            next = Math.min(next, parts - 1);
            int from = next * size / parts;
            int to = (next + 1) * size / parts;
            if (fails(without(from, to))) {
                parts = Math.max(2, parts - 1);
            } else if (++next == parts) {
                if (parts == size) {
                    return;
                }
                parts = Math.min(size, 2 * parts);
                next = 0;
            }
        }
    }

    private Plan without(int from, int to) {
        List<Plan.Timed> rest = new ArrayList<>(smallest.actions());
        rest.subList(from, to).clear();
        return smallest.with(rest);
    }

    private void simplifyParameters() {
        for (Parameter parameter : Parameter.values()) {
            boolean hasOwnWay = parameter == Parameter.SAFETY_MS || parameter == Parameter.NODES;
            if (!hasOwnWay && smallest.parameters().get(parameter) != parameter.simplest()) {
                fails(smallest.with(smallest.parameters().with(parameter, parameter.simplest())));
            }
        }
        int nodes = smallest.parameters().get(Parameter.NODES);
        for (int fewer = 1; fewer < nodes && smallest.parameters().get(Parameter.NODES) == nodes; fewer++) {
            fails(smallest.withNodes(fewer));
        }
    }

    private void endSooner() {
        int lastMs = smallest.actions().isEmpty()
                ? 0
                : Math.toIntExact(smallest.actions().getLast().atMs());
        int safetyMs = smallest.parameters().get(Parameter.SAFETY_MS);
        for (long ms = lastMs + AFTER_LAST_ACTION_MS;
                ms < safetyMs && isStill(safetyMs);
                ms += Math.max(1, ms - lastMs)) {
            fails(smallest.with(smallest.parameters().with(Parameter.SAFETY_MS, (int) ms)));
        }
    }

    private boolean isStill(int safetyMs) {
        return smallest.parameters().get(Parameter.SAFETY_MS) == safetyMs;
    }

    /** Whether a smaller plan fails in the same way; then it is the smallest. */
    private boolean fails(Plan candidate) {
        if (runsLeft <= 0) {
            return false;
        }
        runsLeft--;
        Result.Failure other = runner.apply(candidate).failure();
        boolean isSame = other != null && other.kind().equals(failure.kind());
        if (isSame && other != null) {
            smallest = candidate;
            failure = other;
            progress.accept(candidate.actions().size() + " actions, " + runsLeft + " runs left");
        }
        return isSame;
    }
}
