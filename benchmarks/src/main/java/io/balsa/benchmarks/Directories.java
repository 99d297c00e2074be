package io.balsa.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Temporary directories that leave nothing behind. */
public final class Directories {
    private static final Map<Path, AtExit> PRESENT = new ConcurrentHashMap<>();

    private Directories() {}

    /** A new directory under {@code java.io.tmpdir}: on a disk, if durability is to mean something. Gone with this process at the latest. */
    public static Path temporary(String what) throws IOException {
        return goneAtExit(Files.createTempDirectory("balsa-benchmark-" + what + "-"));
    }

    /** A new directory for the buffers of media drivers: in memory where there is a place for that, else in {@code otherwise}. */
    public static Path forDrivers(Path otherwise) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path parent = Files.isDirectory(memory) && Files.isWritable(memory) ? memory : otherwise;
        return goneAtExit(Files.createTempDirectory(parent, "balsa-benchmark-"));
    }

    private static Path goneAtExit(Path directory) {
        PRESENT.put(directory, AtExit.add("delete " + directory, () -> delete(directory)));
        return directory;
    }

    /**
     * Deletes a directory with everything in it; as much of it as can be, where that is not all. One at a time, so that a process
     * that is told to end waits for who is at it already.
     */
    public static synchronized void delete(Path directory) throws IOException {
        try {
            deleteAll(directory);
        } finally {
            AtExit present = PRESENT.remove(directory);
            if (present != null) {
                present.forget();
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        Undoing undoing = new Undoing();
        for (Path path : deepestFirst) {
            undoing.step(() -> Files.deleteIfExists(path));
        }
        undoing.end();
    }
}
