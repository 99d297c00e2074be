package io.balsa.benchmarks.floor;

import io.balsa.benchmarks.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 4 KiB written into a file that has its length already, then {@code fdatasync}: what durability costs on this disk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WriteSyncBenchmark {
    private static final int BLOCK_LENGTH = 4096;
    private static final int FILE_LENGTH = 64 << 20;

    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_LENGTH);
    private Path directory;
    private FileChannel file;
    private int position;

    @Setup
    public void fill() throws IOException {
        directory = Directories.temporary("sync");
        file = FileChannel.open(directory.resolve("blocks"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        for (int at = 0; at < FILE_LENGTH; at += BLOCK_LENGTH) {
            file.write(block.clear(), at);
        }
        file.force(true);
    }

    @Benchmark
    public void writeAndSync() throws IOException {
        position = position + BLOCK_LENGTH == FILE_LENGTH ? 0 : position + BLOCK_LENGTH;
        file.write(block.clear(), position);
        file.force(false);
    }

    @TearDown
    public void delete() throws IOException {
        file.close();
        Directories.delete(directory);
    }
}
