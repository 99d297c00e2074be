package io.balsa.benchmarks.load;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How much of the time this JVM's compilers are at work. */
final class Compilation {
    private static final double BUSY = 0.05;
    private static final double NS_PER_MS = 1e6;

    private final @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private long compiledMs = compiledMs();
    private long lookedAtNs = System.nanoTime();

    private long compiledMs() {
        boolean isKnown = compilers != null && compilers.isCompilationTimeMonitoringSupported();
        return isKnown ? compilers.getTotalCompilationTime() : 0;
    }

    /** Whether more than a twentieth of a processor went to compilation since this was asked, or made, before. */
    boolean isBusy() {
        long beforeMs = compiledMs;
        long beforeNs = lookedAtNs;
        compiledMs = compiledMs();
        lookedAtNs = System.nanoTime();
        return (compiledMs - beforeMs) * NS_PER_MS > BUSY * (lookedAtNs - beforeNs);
    }
}
