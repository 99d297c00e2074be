package io.balsa.benchmarks.load;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a loop found.
 *
 * @param pace      of the loop
 * @param commands  that were due while it was measured, all of them answered
 * @param ns        it was measured for, until the last of them was answered
 * @param cpuNs     of all processors, used by client and nodes in that time, in whatever processes: compilation and
 *                  collections too
 * @param allocated bytes, by the nodes' own threads in that time; empty where they cannot be told from others
 * @param latencies in nanoseconds, from when a command was due to its answer
 * @param isWarm    whether this JVM compiled no more when it began
 */
public record Measured(
        Pace pace, long commands, long ns, long cpuNs, OptionalLong allocated, Histogram latencies, boolean isWarm) {
    private static final double SECOND_NS = 1e9;
    private static final double ENOUGH = 0.99;

    /** A pace at which commands were refused or lost. */
    static Measured lost(Pace pace) {
        return new Measured(pace, 0, 0, 0, OptionalLong.empty(), new Histogram(3), true);
    }

    /** The same, begun before this JVM had compiled everything. */
    Measured cold() {
        return new Measured(pace, commands, ns, cpuNs, allocated, latencies, false);
    }

    /** Whether commands were refused or lost. */
    boolean isLost() {
        return ns == 0;
    }

    /** Commands per second. */
    public double throughput() {
        return ns == 0 ? 0 : commands * SECOND_NS / ns;
    }

    /** Whether an open loop got what it offered; a closed one always does. */
    public boolean isValid() {
        return !pace.isOpen() || throughput() >= ENOUGH * pace.ratePerSec();
    }

    /** At that percentile, in microseconds. */
    public double us(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }

    /** Processor time of a command, in microseconds. */
    public double cpuUs() {
        return commands == 0 ? 0 : cpuNs / 1000.0 / commands;
    }

    /** Bytes that the nodes' own threads allocated for a command; null where they cannot be told from others. */
    public @Nullable Double allocatedPerCommand() {
        return allocated.isEmpty() || commands == 0 ? null : (double) allocated.getAsLong() / commands;
    }
}
