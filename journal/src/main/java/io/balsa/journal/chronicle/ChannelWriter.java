package io.balsa.journal.chronicle;

import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cycle files written through their channel, a record at a time: no page has to be zeroed, faulted in, and write-protected by
 * each sync (ADR 14). Chronicle Queue begins the first file of a life and writes its first record; that head serves the files
 * after it, for it names nothing in which they differ.
 */
final class ChannelWriter implements CycleWriter {
    private static final int FIRST_BUFFER = 64 * 1024;
    private static final int GAP = CycleFile.GAP;

    private final ByteBuffer head = ByteBuffer.allocateDirect(CycleFile.FIRST_RECORD - GAP);
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private @Nullable MappedWriter first;
    private @Nullable PreparedFile file;
    private int end;

    /** Creates a queue in an empty folder. */
    ChannelWriter(Path folder, int segmentSize) {
        first = new MappedWriter(folder, segmentSize);
        grow(FIRST_BUFFER);
    }

    private void grow(int length) {
        bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
        buffer.wrap(bytes);
    }

    @Override
    public void roll(PreparedFile next) {
        PreparedFile before = file;
        file = next;
        MappedWriter chronicle = first;
        if (chronicle != null) {
            chronicle.roll(next);
            return;
        }
        if (before != null) {
            bytes.putInt(0, CycleFile.END_OF_DATA);
            write(before, bytes.clear().limit(GAP), end);
        }
        write(next, head.clear(), 0);
        end = head.capacity();
    }

    @Override
    public int claim(int length) {
        MappedWriter chronicle = first;
        if (chronicle != null) {
            return chronicle.claim(length);
        }
        if (GAP + length > bytes.capacity()) {
            grow(Integer.highestOneBit(GAP + length) << 1);
        }
        return GAP;
    }

    @Override
    public int offset() {
        MappedWriter chronicle = first;
        return chronicle != null ? chronicle.offset() : end + GAP;
    }

    @Override
    public MutableDirectBuffer buffer() {
        MappedWriter chronicle = first;
        return chronicle != null ? chronicle.buffer() : buffer;
    }

    @Override
    public void commit(int length) {
        MappedWriter chronicle = first;
        if (chronicle != null) {
            commitFirst(chronicle, length);
            return;
        }
        bytes.putInt(0, length);
        write(present(), bytes.clear().limit(GAP + length), end);
        end += GAP + length;
    }

    private void commitFirst(MappedWriter chronicle, int length) {
        chronicle.commit(length);
        end = chronicle.end();
        first = null;
        chronicle.close();
        try {
            while (head.hasRemaining()) {
                if (present().channel().read(head, head.position()) < 0) {
                    throw new IllegalStateException(
                            "Chronicle Queue wrote no head into " + present().path());
                }
            }
        } catch (IOException cause) {
            throw failed(present(), cause);
        }
    }

    private static void write(PreparedFile target, ByteBuffer source, int offset) {
        FileChannel channel = target.channel();
        try {
            while (source.hasRemaining()) {
                channel.write(source, offset + source.position());
            }
        } catch (IOException cause) {
            throw failed(target, cause);
        }
    }

    private static JournalException failed(PreparedFile target, IOException cause) {
        return new JournalException(
                "the journal cannot write to " + target.path() + " (" + cause.getMessage()
                        + "); if its disk is full make room on it, and start the node again",
                cause);
    }

    private PreparedFile present() {
        PreparedFile present = file;
        if (present == null) {
            throw new IllegalStateException("no segment was begun");
        }
        return present;
    }

    @Override
    public int end() {
        MappedWriter chronicle = first;
        return chronicle != null ? chronicle.end() : end;
    }

    @Override
    public void close() {
        if (first != null) {
            first.close();
        }
    }
}
