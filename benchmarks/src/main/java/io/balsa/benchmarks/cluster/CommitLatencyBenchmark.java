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

/** One command at a time, from submit on the leader to its callback: framed, replicated, durable on a majority, applied. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CommitLatencyBenchmark {
    /** When a command counts as durable; page-cache survives the end of a process, not a power cut. */
    @Param({"page-cache", "fsync"})
    private String durability;

    /** Where the loops run. */
    @Param({"low-latency", "balanced"})
    private String profile;

    /** Members of the cluster; one of one commits alone. */
    @Param({"1", "3", "5"})
    private int nodes;

    /** Bytes of a command. */
    @Param({"32", "256", "1024", "4096", "65536"})
    private int payload;

    private LocalCluster cluster;
    private Caller caller;

    @Setup
    public void start() throws IOException {
        cluster = LocalCluster.start(new ClusterSettings(durability, profile, ""), nodes);
        caller = new Caller(cluster.leader(), payload, 1);
    }

    @Benchmark
    public long commit() {
        caller.submit();
        caller.awaitAll();
        return caller.completed();
    }

    @TearDown
    public void close() throws IOException {
        caller.awaitAll();
        cluster.close();
    }
}
