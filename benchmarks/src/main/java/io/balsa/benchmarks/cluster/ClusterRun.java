package io.balsa.benchmarks.cluster;

import io.balsa.RaftNode;
import io.balsa.benchmarks.floor.AeronPair;
import io.balsa.node.Counter;
import io.balsa.node.Counters;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One run of a cluster under one {@link Caller}, for a look or for a profiler, with Aeron's round trip measured in
 * the same JVM before and after.
 */
public final class ClusterRun {
    private static final long SECOND_NS = 1_000_000_000;

    private final RunOptions options;
    private final PrintStream out;

    private ClusterRun(RunOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs and prints; or prints what may be given, when that is {@code --help}.
     *
     * @throws IllegalArgumentException when an argument makes no sense; the message is for who typed it
     */
    public static void run(String[] args, PrintStream out) throws IOException {
        if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
            out.println(RunOptions.usage());
            return;
        }
        new ClusterRun(RunOptions.parse(args), out).run();
    }

    private void run() throws IOException {
        Histogram before = floor();
        Stretches stretches = measure();
        Histogram after = floor();
        line("Aeron round trip before", Span.percentiles(before));
        line("Aeron round trip after", Span.percentiles(after));
        double floorNs = Math.min(before.getValueAtPercentile(50), after.getValueAtPercentile(50));
        line(
                "p50 / lower round trip",
                String.format(Locale.ROOT, "%.1f", stretches.all().medianNs() / floorNs));
        line(
                "  in the best quarter",
                String.format(Locale.ROOT, "%.1f", stretches.best().medianNs() / floorNs));
    }

    private Histogram floor() throws IOException {
        try (AeronPair pair = AeronPair.open(options.settings(), options.payload())) {
            return pair.measure(2 * SECOND_NS, SECOND_NS);
        }
    }

    private Stretches measure() throws IOException {
        try (LocalCluster cluster = LocalCluster.start(options.settings(), options.nodes())) {
            RaftNode leader = cluster.leader();
            Caller caller = new Caller(leader, options.payload(), options.window());
            Stretches stretches = new Stretches(caller);
            for (long endNs = System.nanoTime() + options.warmupS() * SECOND_NS; System.nanoTime() - endNs < 0; ) {
                caller.submit();
            }
            Sample begin = new Sample(leader.counters());
            stretches.begin();
            long endNs = System.nanoTime() + options.seconds() * SECOND_NS;
            for (long nowNs = System.nanoTime(); nowNs - endNs < 0; nowNs = System.nanoTime()) {
                caller.submit();
                stretches.look(nowNs);
            }
            Sample end = new Sample(leader.counters());
            stretches.end();
            caller.awaitAll();
            report(stretches, begin, end);
            line("led by node", String.valueOf(cluster.leader().status().nodeId()));
            return stretches;
        }
    }

    private void report(Stretches stretches, Sample begin, Sample end) {
        ClusterSettings settings = options.settings();
        out.printf(
                Locale.ROOT,
                "nodes in one JVM: %d, %s, %s%s, %d bytes, window %d, %d s%n",
                options.nodes(),
                settings.profile(),
                settings.durability(),
                settings.durability().equals("page-cache") ? " (survives the end of a process, not a power cut)" : "",
                options.payload(),
                options.window(),
                options.seconds());
        report("all of the time", stretches.all());
        report("while nobody else worked", stretches.quiet());
        report("best quarter second", stretches.best());
        long commands = stretches.all().commands();
        line("commands per batch", ratio(end.commands - begin.commands, end.batches - begin.batches));
        line("leader's turns per batch", ratio(end.turns - begin.turns, end.batches - begin.batches));
        for (int i = 0; i < begin.allocated.length; i++) {
            line(
                    "loop " + (i + 1) + " per command",
                    ratio(end.allocated[i] - begin.allocated[i], commands) + " bytes allocated, "
                            + ratio((end.cpuNs[i] - begin.cpuNs[i]) / 1000, commands) + " us of processor");
        }
    }

    private void report(String when, Span span) {
        line(when, span.parts() + (span.parts() == 1 ? " stretch" : " stretches"));
        if (span.parts() > 0) {
            line("  commits/s", span.throughput());
            line("  commit latency", span.latency());
        }
    }

    private void line(String name, String value) {
        out.printf(Locale.ROOT, "  %-26s %s%n", name, value);
    }

    private static String ratio(long value, long by) {
        return String.format(Locale.ROOT, "%.3f", by == 0 ? 0 : (double) value / by);
    }

    /** The counts at one moment. */
    private static final class Sample {
        private final long[] allocated;
        private final long[] cpuNs;
        private final long commands;
        private final long batches;
        private final long turns;

        Sample(Counters leader) {
            EngineThreads loops = EngineThreads.loops();
            allocated = loops.allocatedBytes();
            cpuNs = loops.cpuNs();
            commands = leader.get(Counter.COMMANDS);
            batches = leader.get(Counter.BATCHES);
            turns = leader.get(Counter.TURNS);
        }
    }
}
