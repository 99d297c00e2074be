package io.balsa.simulator.mutant;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;

/** Runs seeds against a mutant until somebody notices. */
final class MutantHunt {
    /** A mutant that lives for so many seeds is a defect of the simulator. */
    private static final int MOST_SEEDS = 2_000;

    private MutantHunt() {}

    /**
     * How a hunt ended.
     *
     * @param checker name of who noticed; empty when nobody did
     * @param text    what was noticed
     */
    record Outcome(Mutant mutant, String checker, String text, int seeds, Duration time) {
        boolean isCaught() {
            return mutant.caughtBy().contains(checker);
        }

        @Override
        public String toString() {
            return mutant.name() + " lived for " + seeds + " seeds; "
                    + (checker.isEmpty() ? "nobody noticed" : checker + " noticed: " + text);
        }
    }

    static Outcome hunt(Mutant mutant, int firstSeed) {
        long beganNs = System.nanoTime();
        MethodHandle run = runIn(new MutantWorld(MemoryCompiler.compile(mutant.sources())));
        for (int seed = firstSeed; seed < firstSeed + MOST_SEEDS; seed++) {
            String[] found = resultOf(run, seed, mutant.plan()).split(": ", 2);
            if (found.length == 2) {
                return new Outcome(mutant, found[0], found[1], seed - firstSeed + 1, since(beganNs));
            }
        }
        return new Outcome(mutant, "", "", MOST_SEEDS, since(beganNs));
    }

    private static MethodHandle runIn(MutantWorld world) {
        try {
            Class<?> runs = world.loadClass(SeedRun.class.getName());
            MethodType type = MethodType.methodType(String.class, long.class, String.class);
            return MethodHandles.lookup().findStatic(runs, "run", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resultOf(MethodHandle run, long seed, String plan) {
        try {
            return (String) run.invokeExact(seed, plan);
        } catch (Throwable e) {
            throw new IllegalStateException("a mutant broke the simulator itself in seed " + seed, e);
        }
    }

    private static Duration since(long beganNs) {
        return Duration.ofNanos(System.nanoTime() - beganNs);
    }
}
