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
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The same batch of commands into a journal of its own, again and again. Old segments are purged on the way. One thread. */
public final class BatchAppend implements JournalEvents, AutoCloseable {
    private static final int PURGE_EVERY = 1 << 20;
    private static final long TERM = 1;

    private final Path directory;
    private final Journal journal;
    private final int batch;
    private final int frameLength;
    private final UnsafeBuffer frames;
    private long lastIndex;
    private long durable;

    private BatchAppend(ClusterSettings settings, int batch, int payload, Path directory) {
        this.directory = directory;
        this.batch = batch;
        frameLength = EntryFrame.frameLength(payload);
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(batch * frameLength));
        EntryFrame.Writer writer = new EntryFrame.Writer().origin(1, 1, 1);
        UnsafeBuffer command = new UnsafeBuffer(new byte[payload]);
        for (int i = 0; i < batch; i++) {
            writer.write(frames, i * frameLength, EntryType.COMMAND, i, TERM, command);
        }
        journal = ChronicleJournal.open(new NodeIdentity("benchmark", 0, 1), settings.of(1, List.of(9001), directory));
    }

    /** {@code batch}: commands of it, each of {@code payload} bytes. Files lie in a temporary directory. */
    public static BatchAppend open(ClusterSettings settings, int batch, int payload) throws IOException {
        Path directory = Directories.temporary("journal");
        try {
            return new BatchAppend(settings, batch, payload, directory);
        } catch (RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
    }

    /** Appends it, and waits until it is reported durable. */
    public void append() {
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
        if (lastIndex % PURGE_EVERY < batch) {
            journal.purgeBefore(lastIndex - batch);
        }
    }

    /** The entries' own checksums are wrong after this; the journal covers its records with one of its own. */
    private void number(long first) {
        for (int i = 0; i < batch; i++) {
            frames.putLong(i * frameLength + EntryDecoder.indexEncodingOffset(), first + i, EntryDecoder.BYTE_ORDER);
        }
    }

    @Override
    public void onDurable(long position) {
        durable = position;
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer buffer, int offset, int length) {}

    @Override
    public void close() throws IOException {
        journal.close();
        Directories.delete(directory);
    }
}
