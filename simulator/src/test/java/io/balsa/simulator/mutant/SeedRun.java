package io.balsa.simulator.mutant;

import io.balsa.simulator.check.Violation;
import io.balsa.simulator.nemesis.HistoryException;
import io.balsa.simulator.nemesis.Jury;
import io.balsa.simulator.nemesis.LivenessException;
import io.balsa.simulator.nemesis.Nemesis;
import io.balsa.simulator.nemesis.Plan;
import io.balsa.simulator.nemesis.Result;
import io.balsa.simulator.nemesis.Run;
import org.jspecify.annotations.Nullable;

/** What is run in the world of a mutant. Speaks only of types that all worlds share. */
public final class SeedRun {
    private SeedRun() {}

    /**
     * Runs a seed as the nemesis draws it, or by a plan, without its seed, if there is one.
     *
     * @param judge who looks alone; empty for everybody
     * @return nothing, or what went wrong: its kind, a colon, and more; of one who looks alone only what it noticed itself
     */
    public static String run(long seed, String plan, String judge) {
        Plan played = plan.isEmpty() ? Nemesis.draw(seed) : Plan.parse("seed=" + seed + " " + plan);
        Result.Failure failure = judge.isEmpty() ? Run.of(played).failure() : noticedBy(judge, played);
        return failure == null ? "" : failure.kind().replaceFirst(":.*", "").replace(' ', '-') + ": " + failure.text();
    }

    private static Result.@Nullable Failure noticedBy(String judge, Plan plan) {
        boolean comparesRuns = judge.equals(Jury.DETERMINISM);
        Result.Failure failure = (comparesRuns ? Run.twice(plan) : Run.judgedBy(judge, plan)).failure();
        if (failure == null) {
            return null;
        }
        boolean isItsOwn = switch (failure.cause()) {
            case Violation violation -> violation.checker().equals(judge);
            case LivenessException late -> late.demand().word().equals(judge);
            case HistoryException impossible -> judge.equals(Jury.ORACLE) || judge.equals(Jury.LINEARIZABILITY);
            default -> false;
        };
        return isItsOwn ? new Result.Failure(judge, failure.text(), failure.cause()) : null;
    }
}
