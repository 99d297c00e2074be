package io.balsa.benchmarks.journal;

import io.balsa.benchmarks.cluster.ClusterSettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * A batch of commands into the journal, from append until it is reported durable; with page-cache that is at once.
 * {@code commands} is the time for each command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalAppendBenchmark {
    /** When a batch counts as durable. */
    @Param({"page-cache", "fsync"})
    private String durability;

    /** Commands in a batch. */
    @Param({"1", "16", "256"})
    private int batch;

    /** Bytes of a command. */
    @Param("256")
    private int payload;

    private BatchAppend appends;

    /** What JMH relates the time to beside batches. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Appended {
        /** Commands appended. */
        public long commands;
    }

    @Setup
    public void open() throws IOException {
        appends = BatchAppend.open(new ClusterSettings(durability, "low-latency", ""), batch, payload);
    }

    @Benchmark
    public void append(Appended appended) {
        appends.append();
        appended.commands += batch;
    }

    @TearDown
    public void close() throws IOException {
        appends.close();
    }
}
