package io.balsa.journal.chronicle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cycle file whose space may be really allocated ahead of the records, by writing zeros. A store into a mapped page that the
 * file system cannot back would end in SIGBUS; a write that cannot be backed ends in an exception. Zeros written before also
 * make a later sync cheap: it has no allocation to commit.
 */
final class PreparedFile {
    /** Bytes written at a time. */
    static final int SLICE = 64 * 1024;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(SLICE);

    private final long segment;
    private final Path path;
    private final FileChannel channel;
    private final boolean allocates;
    private final ByteBuffer zeros = ZEROS.duplicate();
    private volatile long filled;
    private volatile @Nullable IOException failure;

    private PreparedFile(long segment, Path path, FileChannel channel, boolean allocates) {
        this.segment = segment;
        this.path = path;
        this.channel = channel;
        this.allocates = allocates;
    }

    /**
     * Creates the file, which must not exist: its content will be overwritten with zeros.
     *
     * @param fileLength of the sparse file; Chronicle would extend it to that
     * @param allocates whether space is allocated ahead; if not, the records' own writes do it
     */
    static PreparedFile create(long segment, Path path, long fileLength, boolean allocates) throws IOException {
        Files.createFile(path);
        @SuppressWarnings("resource") // its channel is what is kept
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.setLength(fileLength);
        } catch (IOException failure) {
            file.close();
            Files.deleteIfExists(path);
            throw failure;
        }
        return new PreparedFile(segment, path, file.getChannel(), allocates);
    }

    long segment() {
        return segment;
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Hands out space that is not allocated yet: the records' own writes do that. Any thread; waits for a slice that is being filled. */
    synchronized void skipTo(long end) {
        filled = Math.max(filled, end);
    }

    /** Everything below is allocated, or may be written without that. Any thread. */
    long filled() {
        return filled;
    }

    /** Why no more could be allocated; null when it could or was not tried. Any thread. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /**
     * Allocates one more slice, at most up to {@code limit}. Any thread, one after the other: the loop may begin a file that the
     * helper is at, and zeros must fall on nothing that was handed out.
     */
    synchronized boolean fillSlice(long limit) {
        if (!allocates) {
            filled = Math.max(filled, limit);
            return true;
        }
        long from = filled;
        int length = (int) Math.min(SLICE, limit - from);
        if (length <= 0) {
            return true;
        }
        try {
            zeros.clear().limit(length);
            while (zeros.hasRemaining()) {
                channel.write(zeros, from + zeros.position());
            }
            failure = null;
            filled = from + length;
            return true;
        } catch (IOException cause) {
            failure = cause;
            return false;
        }
    }

    /** Cuts off what was allocated but not used, and closes. */
    void close(long usedLength) throws IOException {
        try (channel) {
            if (usedLength >= 0 && channel.isOpen()) {
                channel.truncate(usedLength);
            }
        }
    }
}
