package io.balsa.tidy;

import java.util.List;
import java.util.function.Predicate;

/**
 * A name that may not be used in some sources.
 *
 * @param where the sources it is banned from
 * @param name a type ({@code Random}), a member ({@code System.nanoTime}) or the keyword {@code synchronized}
 * @param instead what to use
 */
record Ban(Predicate<SourceFile> where, String name, String instead) {
    private static final String CLOCK = "the core owns no clock: use the time that onTick brought";
    private static final String CHANCE = "the core owns no random source: use the one it was given";
    private static final String ONE_THREAD =
            "one thread turns the core: no threads, no locks; helpers belong to io.balsa.node";
    private static final String SALTED = "iteration order differs between runs: use an array by member, an ordered "
            + "collection, or one of Agrona's maps without iterating over it";
    private static final String SILENT = "the core does not log: report through its listener port";
    private static final String CONSOLE = "standard output belongs to the command line: use System.Logger";

    static final List<Ban> ALL = List.of(
            new Ban(Ban::isCore, "System.currentTimeMillis", CLOCK),
            new Ban(Ban::isCore, "System.nanoTime", CLOCK),
            new Ban(Ban::isCore, "Instant.now", CLOCK),
            new Ban(Ban::isCore, "Clock", CLOCK),
            new Ban(Ban::isCore, "Random", CHANCE),
            new Ban(Ban::isCore, "SplittableRandom", CHANCE),
            new Ban(Ban::isCore, "ThreadLocalRandom", CHANCE),
            new Ban(Ban::isCore, "Math.random", CHANCE),
            new Ban(Ban::isCore, "UUID.randomUUID", CHANCE),
            new Ban(Ban::isCore, "Thread", ONE_THREAD),
            new Ban(Ban::isCore, "LockSupport", ONE_THREAD),
            new Ban(Ban::isCore, "synchronized", ONE_THREAD),
            new Ban(Ban::isCore, "HashMap", SALTED),
            new Ban(Ban::isCore, "HashSet", SALTED),
            new Ban(Ban::isCore, "IdentityHashMap", SALTED),
            new Ban(Ban::isCore, "Set.of", SALTED),
            new Ban(Ban::isCore, "Set.copyOf", SALTED),
            new Ban(Ban::isCore, "Map.of", SALTED),
            new Ban(Ban::isCore, "Map.ofEntries", SALTED),
            new Ban(Ban::isCore, "Map.copyOf", SALTED),
            new Ban(Ban::isCore, "System.identityHashCode", "it differs between runs: give the object a number"),
            new Ban(Ban::isCore, "System.getLogger", SILENT),
            new Ban(Ban::isCore, "Logger", SILENT),
            new Ban(Ban::isLibrary, "System.out", CONSOLE),
            new Ban(Ban::isLibrary, "System.err", CONSOLE),
            new Ban(
                    SourceFile::isTest,
                    "Thread.sleep",
                    "wait for the condition, not for the time: Awaitility or a latch"));

    private static boolean isCore(SourceFile source) {
        return !source.isTest() && source.packageName().startsWith("io.balsa.core");
    }

    private static boolean isLibrary(SourceFile source) {
        boolean isCommandLine = source.packageName().endsWith(".cli");
        return !isCommandLine
                && !source.module().equals("server")
                && !source.module().equals("benchmarks");
    }
}
