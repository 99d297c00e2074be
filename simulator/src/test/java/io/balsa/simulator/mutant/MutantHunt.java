package io.balsa.simulator.mutant;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs seeds against a mutant until somebody notices: everybody together, and then those who have to notice alone. */
final class MutantHunt {
    /** A mutant that lives for so many seeds is a defect of the simulator. */
    private static final int MOST_SEEDS = 2_000;

    private static final String EVERYBODY = "";

    private final Mutant mutant;
    private final MethodHandle run;

    private MutantHunt(Mutant mutant) {
        this.mutant = mutant;
        this.run = runIn(new MutantWorld(MemoryCompiler.compile(mutant.sources())));
    }

    /**
     * How a hunt ended.
     *
     * @param judge   who looked alone; empty for everybody
     * @param checker name of who noticed; empty when nobody did
     * @param text    what was noticed
     */
    record Outcome(Mutant mutant, String judge, String checker, String text, int seeds, Duration time) {
        boolean isCaught() {
            return isAlone() ? checker.equals(judge) : mutant.caughtBy().contains(checker);
        }

        boolean isAlone() {
            return !judge.equals(EVERYBODY);
        }

        @Override
        public String toString() {
            return mutant.name() + (isAlone() ? ", seen by " + judge + " alone," : "") + " lived for " + seeds
                    + " seeds; " + (checker.isEmpty() ? "nobody noticed" : checker + " noticed: " + text);
        }
    }

    /** From the first seed on. */
    static List<Outcome> hunt(Mutant mutant) {
        return new MutantHunt(mutant).hunts(false);
    }

    /** From the seeds on that are known to show it. */
    static List<Outcome> huntWhereItShows(Mutant mutant) {
        return new MutantHunt(mutant).hunts(true);
    }

    private List<Outcome> hunts(boolean isKnown) {
        List<Outcome> outcomes = new ArrayList<>();
        if (!mutant.caughtBy().isEmpty()) {
            outcomes.add(hunt(EVERYBODY, isKnown ? mutant.seed() : 1));
        }
        mutant.alone().forEach((judge, seed) -> outcomes.add(hunt(judge, isKnown ? seed : 1)));
        return outcomes;
    }

    private Outcome hunt(String judge, int firstSeed) {
        long beganNs = System.nanoTime();
        for (int seed = firstSeed; seed < firstSeed + MOST_SEEDS; seed++) {
            String[] found = resultOf(seed, judge).split(": ", 2);
            if (found.length == 2) {
                return new Outcome(mutant, judge, found[0], found[1], seed - firstSeed + 1, since(beganNs));
            }
        }
        return new Outcome(mutant, judge, "", "", MOST_SEEDS, since(beganNs));
    }

    private static MethodHandle runIn(MutantWorld world) {
        try {
            Class<?> runs = world.loadClass(SeedRun.class.getName());
            MethodType type = MethodType.methodType(String.class, long.class, String.class, String.class);
            return MethodHandles.lookup().findStatic(runs, "run", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String resultOf(long seed, String judge) {
        try {
            return (String) run.invokeExact(seed, mutant.plan(), judge);
        } catch (Throwable e) {
            throw new IllegalStateException("a mutant broke the simulator itself in seed " + seed, e);
        }
    }

    private static Duration since(long beganNs) {
        return Duration.ofNanos(System.nanoTime() - beganNs);
    }
}
