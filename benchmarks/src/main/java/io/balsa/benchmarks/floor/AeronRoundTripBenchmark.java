package io.balsa.benchmarks.floor;

import io.balsa.benchmarks.cluster.ClusterSettings;
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

/** A frame from one transport over Aeron UDP to another, and one back: see {@link AeronPair}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AeronRoundTripBenchmark {
    /** Bytes each way. */
    @Param("256")
    private int payload;

    private AeronPair pair;

    @Setup
    public void open() throws IOException {
        pair = AeronPair.open(new ClusterSettings("page-cache", "low-latency", ""), payload);
    }

    @Benchmark
    public void roundTrip() {
        pair.roundTrip();
    }

    @TearDown
    public void close() throws IOException {
        pair.close();
    }
}
