package io.balsa.benchmarks.codec;

import io.balsa.codec.EntryType;
import io.balsa.spi.Checksum;
import io.balsa.spi.EntryFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/** One log entry with its CRC32C: what the leader pays once to write it, and each follower once to check it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EntryFrameBenchmark {
    /** Bytes of a command. */
    @Param({"32", "256", "1024", "4096", "65536"})
    private int payload;

    private final EntryFrame.Writer writer = new EntryFrame.Writer().origin(1, 1, 1);
    private final Checksum checksum = new Checksum();
    private final EntryFrame view = new EntryFrame();
    private UnsafeBuffer command = new UnsafeBuffer(0, 0);
    private UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private long index;

    @Setup
    public void writeOnce() {
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        command.setMemory(0, payload, (byte) 42);
        frame = new UnsafeBuffer(ByteBuffer.allocateDirect(EntryFrame.frameLength(payload)));
        write();
    }

    @Benchmark
    public int write() {
        return writer.write(frame, 0, EntryType.COMMAND, ++index, 3, command);
    }

    @Benchmark
    public boolean verify() {
        return view.wrap(frame, 0).isValid(frame.capacity(), checksum);
    }
}
