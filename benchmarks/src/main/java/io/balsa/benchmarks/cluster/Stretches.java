package io.balsa.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A measurement in short stretches, so that those in which other processes had the processors can be told from the rest: on
 * a busy machine a loop that yields gets its processor back only after milliseconds, and everything else drowns in that.
 * Belongs to the caller's thread.
 */
final class Stretches {
    /** A stretch is quiet when all other processes together used less than this part of the machine's processors. */
    static final double QUIET_SHARE = 0.05;

    private static final long LENGTH_NS = 250_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(Caller.MOST_NS, Caller.SIGNIFICANT_DIGITS);
    private final Span all = new Span();
    private final Span quiet = new Span();
    private Span best = new Span();
    private final Caller caller;
    private @Nullable Histogram recycled;
    private long beganNs;
    private long commandsBefore;

    Stretches(Caller caller) {
        this.caller = caller;
    }

    void begin() {
        caller.record(recorder);
        othersShare();
        commandsBefore = caller.completed();
        beganNs = System.nanoTime();
    }

    /** Ends a stretch when it is long enough. */
    void look(long nowNs) {
        if (nowNs - beganNs < LENGTH_NS) {
            return;
        }
        Histogram latencies = recorder.getIntervalHistogram(recycled);
        recycled = latencies;
        long commands = caller.completed();
        add(latencies, commands - commandsBefore, nowNs - beganNs);
        commandsBefore = commands;
        beganNs = nowNs;
    }

    private void add(Histogram latencies, long commands, long ns) {
        all.add(latencies, commands, ns);
        if (othersShare() < QUIET_SHARE) {
            quiet.add(latencies, commands, ns);
        }
        if (best.commands() < commands) {
            best = new Span();
            best.add(latencies, commands, ns);
        }
    }

    void end() {
        caller.record(null);
    }

    Span all() {
        return all;
    }

    /** The stretches that nobody disturbed. */
    Span quiet() {
        return quiet;
    }

    /** The one with the most commands. */
    Span best() {
        return best;
    }

    /** Of all processors, since the last look. */
    private double othersShare() {
        return system.getCpuLoad() - system.getProcessCpuLoad();
    }
}
