package io.balsa.journal.chronicle;

import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One journal for each directory: a lock on a file keeps other processes out, a registry the rest of this one. */
public final class DirectoryLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final long RETRY_NS = 10_000_000;

    private final Path key;
    private final FileChannel channel;
    private boolean closed;

    private DirectoryLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Locks a directory, which is created when missing.
     *
     * @param waitNs most to wait for whoever holds it
     * @throws JournalException when it stays locked or cannot be used
     */
    public static DirectoryLock acquire(Path directory, long waitNs) {
        long deadline = System.nanoTime() + waitNs;
        while (true) {
            DirectoryLock lock = attempt(directory);
            if (lock != null) {
                return lock;
            }
            if (deadline - System.nanoTime() <= 0) {
                throw new JournalException("the journal directory " + directory
                        + " is in use, by a running node or another process: stop that one and try again; two nodes"
                        + " need two directories (balsa.journal.directory)");
            }
            LockSupport.parkNanos(RETRY_NS);
        }
    }

    private static @Nullable DirectoryLock attempt(Path directory) {
        Path key = null;
        try {
            Files.createDirectories(directory);
            Path real = directory.toRealPath();
            if (!HELD_HERE.add(real)) {
                return null;
            }
            key = real;
            DirectoryLock lock = lockFile(real);
            if (lock != null) {
                key = null;
            }
            return lock;
        } catch (IOException failure) {
            throw new JournalException(
                    "the journal directory " + directory + " cannot be used (" + failure
                            + "); check balsa.journal.directory and who may write there",
                    failure);
        } finally {
            if (key != null) {
                HELD_HERE.remove(key);
            }
        }
    }

    private static @Nullable DirectoryLock lockFile(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? null : new DirectoryLock(directory, channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** Releases the directory. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException failure) {
            throw new JournalException(
                    "the lock of " + key + " could not be released: " + failure.getMessage(), failure);
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
