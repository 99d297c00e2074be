package io.balsa.benchmarks.journal;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.cluster.ClusterSettings;
import io.balsa.codec.EntryDecoder;
import io.balsa.codec.EntryType;
import io.balsa.journal.ChronicleJournal;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
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
 * A batch of 256-byte commands into the journal, from append until it is reported durable; with page-cache that is at once.
 * {@code commands} is the time for each command. Old segments are purged on the way.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalAppendBenchmark implements JournalEvents {
    private static final int PAYLOAD_LENGTH = 256;
    private static final int FRAME_LENGTH = EntryFrame.frameLength(PAYLOAD_LENGTH);
    private static final int PURGE_EVERY = 1 << 20;
    private static final long TERM = 1;

    /** When a batch counts as durable. */
    @Param({"page-cache", "fsync"})
    private String durability;

    /** Commands in a batch. */
    @Param({"1", "16", "256"})
    private int batch;

    private Path directory;
    private Journal journal;
    private UnsafeBuffer frames;
    private long lastIndex;
    private long durable;

    /** What JMH relates the time to beside batches. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Appended {
        /** Commands appended. */
        public long commands;
    }

    @Setup
    public void open() throws IOException {
        directory = Directories.temporary("journal");
        ClusterSettings settings = new ClusterSettings(durability, "low-latency", "");
        journal = ChronicleJournal.open(new NodeIdentity("benchmark", 0, 1), settings.of(1, List.of(9001), directory));
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(batch * FRAME_LENGTH));
        EntryFrame.Writer writer = new EntryFrame.Writer().origin(1, 1, 1);
        UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD_LENGTH]);
        for (int i = 0; i < batch; i++) {
            writer.write(frames, i * FRAME_LENGTH, EntryType.COMMAND, i, TERM, command);
        }
    }

    @Benchmark
    public long append(Appended appended) {
        long first = lastIndex + 1;
        lastIndex += batch;
        number(first);
        long position = journal.append(frames, 0, frames.capacity(), first, lastIndex);
        journal.flush();
        while (durable < position) {
            if (journal.poll(this) == 0) {
                // As an idle loop does: the helper that syncs may need this processor.
                Thread.yield();
            }
        }
        appended.commands += batch;
        if (lastIndex % PURGE_EVERY < batch) {
            journal.purgeBefore(lastIndex - batch);
        }
        return position;
    }

    /** The entries' own checksums are wrong after this; the journal covers its records with one of its own. */
    private void number(long first) {
        for (int i = 0; i < batch; i++) {
            frames.putLong(i * FRAME_LENGTH + EntryDecoder.indexEncodingOffset(), first + i, EntryDecoder.BYTE_ORDER);
        }
    }

    @Override
    public void onDurable(long position) {
        durable = position;
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer buffer, int offset, int length) {}

    @TearDown
    public void close() throws IOException {
        journal.close();
        Directories.delete(directory);
    }
}
