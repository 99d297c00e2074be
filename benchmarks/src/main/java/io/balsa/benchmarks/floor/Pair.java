package io.balsa.benchmarks.floor;

import io.balsa.benchmarks.Directories;
import java.io.IOException;
import java.nio.file.Path;

/** Two ends of Aeron's with a directory of their own, both turned by one thread: how such pairs open and close. */
abstract class Pair implements AutoCloseable {
    private static final long PATIENCE_NS = 20_000_000_000L;

    private final Path directory;

    /** {@code directory}: deleted with this. */
    Pair(Path directory) {
        this.directory = directory;
    }

    /** Makes both ends, or leaves nothing of them. */
    @FunctionalInterface
    interface Opener<P extends Pair> {
        P open(Path directory) throws IOException;
    }

    /** Opens both ends and waits until they hear each other. */
    static <P extends Pair> P open(Path directory, Opener<P> opener) throws IOException {
        P pair;
        try {
            pair = opener.open(directory);
        } catch (IOException | RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
        try {
            pair.awaitLinks();
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    final void awaitLinks() {
        long beganNs = System.nanoTime();
        while (!areLinked()) {
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new IllegalStateException("the two ends do not reach each other");
            }
            turn();
        }
    }

    /** Whether they hear each other, which may take a message to find out. */
    abstract boolean areLinked();

    /** Both ends. */
    abstract void turn();

    abstract void closeEnds();

    @Override
    public final void close() throws IOException {
        closeEnds();
        Directories.delete(directory);
    }
}
