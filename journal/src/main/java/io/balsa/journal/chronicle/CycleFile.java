package io.balsa.journal.chronicle;

import io.balsa.journal.SegmentBytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A cycle file mapped for reading. Knows of Chronicle's format only that four bytes of header precede each excerpt, and where
 * the first one lies; it believes neither those headers nor Chronicle's index, so that damage to them does no harm.
 */
final class CycleFile implements SegmentBytes {
    /** Where Chronicle puts the first excerpt with the settings of {@link MappedWriter}; checked whenever one is written. */
    static final int FIRST_RECORD = 404;

    /** Bytes of Chronicle's header before each excerpt. */
    static final int GAP = 4;

    /** Chronicle's mark that no excerpt follows in this file. */
    static final int END_OF_DATA = 0xC000_0000;

    private final Arena arena;
    private final DirectBuffer buffer;
    private final int length;

    CycleFile(Path file) throws IOException {
        arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            length = (int) Math.min(Integer.MAX_VALUE, channel.size());
            ByteBuffer bytes = length == 0
                    ? ByteBuffer.allocate(0)
                    : channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena)
                            .asByteBuffer();
            buffer = new UnsafeBuffer(bytes);
        } catch (IOException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int recordAt(int from) {
        int record = from == 0 ? FIRST_RECORD : from + GAP;
        if (record + Integer.BYTES > length) {
            return NONE;
        }
        int header = buffer.getInt(record - GAP);
        boolean untouched = header == 0 && buffer.getInt(record) == 0;
        return untouched || header == END_OF_DATA ? NONE : record;
    }

    @Override
    public void close() {
        arena.close();
    }
}
