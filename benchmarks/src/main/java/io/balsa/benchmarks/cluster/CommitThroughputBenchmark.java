package io.balsa.benchmarks.cluster;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Commits with a window of commands always under way: an operation takes the place of one that was committed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CommitThroughputBenchmark {
    /** Commands under way. */
    @Param({"16", "256", "4096"})
    private int window;

    /** When a command counts as durable; page-cache survives the end of a process, not a power cut. */
    @Param({"page-cache", "fsync"})
    private String durability;

    /** Where the loops run. */
    @Param({"low-latency", "balanced"})
    private String profile;

    /** Bytes of a command. */
    @Param("256")
    private int payload;

    private LocalCluster cluster;
    private Caller caller;

    @Setup
    public void start() throws IOException {
        cluster = LocalCluster.start(new ClusterSettings(durability, profile, ""));
        caller = new Caller(cluster.leader(), payload, window);
    }

    @Benchmark
    public long commit() {
        caller.submit();
        return caller.completed();
    }

    @TearDown
    public void close() throws IOException {
        caller.awaitAll();
        cluster.close();
    }
}
