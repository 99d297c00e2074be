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
    /** What callers may have waiting for the loop, as by default. */
    private static final int RING_BYTES = 16 << 20;

    /** Commands under way; where so many are more bytes than a node takes, the combination is refused. */
    @Param({"16", "256", "4096"})
    private int window;

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
        int most = RING_BYTES / 2 / payload;
        if (window > most) {
            // A smaller window would stand in the table under the name of this one.
            throw new IllegalArgumentException("a window of " + window + " commands of " + payload
                    + " bytes is more than a node takes: it is at most " + most + " (-p window=" + most + ")");
        }
        cluster = LocalCluster.start(new ClusterSettings(durability, profile, ""), nodes);
        caller = new Caller(cluster.leader(), payload, window);
    }

    @Benchmark
    public long commit() {
        caller.submit();
        return caller.completed();
    }

    @TearDown
    public void close() throws IOException {
        if (cluster != null) {
            caller.awaitAll();
            cluster.close();
        }
    }
}
