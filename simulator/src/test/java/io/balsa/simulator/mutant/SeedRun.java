package io.balsa.simulator.mutant;

import io.balsa.simulator.nemesis.Nemesis;
import io.balsa.simulator.nemesis.Plan;
import io.balsa.simulator.nemesis.Result;
import io.balsa.simulator.nemesis.Run;

/** What is run in the world of a mutant. Speaks only of types that all worlds share. */
public final class SeedRun {
    private SeedRun() {}

    /**
     * Runs a seed as the nemesis draws it, or by a plan, without its seed, if there is one.
     *
     * @return nothing, or what went wrong: its kind, a colon, and more
     */
    public static String run(long seed, String plan) {
        Plan played = plan.isEmpty() ? Nemesis.draw(seed) : Plan.parse("seed=" + seed + " " + plan);
        Result.Failure failure = Run.of(played).failure();
        return failure == null ? "" : failure.kind().replaceFirst(":.*", "").replace(' ', '-') + ": " + failure.text();
    }
}
