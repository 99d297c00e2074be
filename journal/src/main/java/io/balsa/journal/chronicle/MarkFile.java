package io.balsa.journal.chronicle;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How far the stream is known to be durable, one mapped word: the position in the low 48 bits, a check of it in the high 16,
 * stored at once. It is evidence against damage at the very end of the stream and nothing depends on its being there.
 */
final class MarkFile implements AutoCloseable {
    static final String NAME = "mark";

    private static final int LENGTH = 4096;
    private static final long POSITION_MASK = (1L << 48) - 1;
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable MemorySegment word;

    MarkFile(Path directory) {
        file = directory.resolve(NAME);
    }

    /** The mark; 0 when there is none that can be trusted. */
    long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < Long.BYTES) {
            return 0;
        }
        long value = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
        long position = value & POSITION_MASK;
        return value == sealed(position) ? position : 0;
    }

    void write(long position) throws IOException {
        MemorySegment mapped = word;
        if (mapped == null) {
            mapped = map();
            word = mapped;
        }
        WORD.setRelease(mapped, 0L, sealed(position));
    }

    private MemorySegment map() throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = opened;
        if (opened.size() < LENGTH) {
            // Really written, so that a store into the mapping never meets a full disk.
            opened.write(ByteBuffer.allocate(LENGTH), 0);
        }
        // Unmapped when nobody holds it any more: a helper may still store into it while the journal closes.
        return opened.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH, Arena.ofAuto());
    }

    private static long sealed(long position) {
        long mixed = (position ^ 0x9E37_79B9_7F4A_7C15L) * 0xC2B2_AE3D_27D4_EB4FL;
        return position & POSITION_MASK | mixed >>> 48 << 48;
    }

    /** Makes what was written durable as far as possible. */
    @Override
    public void close() throws IOException {
        FileChannel opened = channel;
        channel = null;
        if (opened != null) {
            try (opened) {
                opened.force(false);
            }
        }
    }
}
