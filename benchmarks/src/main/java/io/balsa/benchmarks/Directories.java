package io.balsa.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Temporary directories that leave nothing behind. */
public final class Directories {
    private static final Set<Path> PRESENT = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> PRESENT.forEach(Directories::tryToDelete), "benchmark-end-files"));
    }

    private Directories() {}

    /** A new directory under {@code java.io.tmpdir}: on a disk, if durability is to mean something. Gone with this process at the latest. */
    public static Path temporary(String what) throws IOException {
        Path made = Files.createTempDirectory("balsa-benchmark-" + what + "-");
        PRESENT.add(made);
        return made;
    }

    /** At the end of a process that was interrupted, where others may still write. */
    private static void tryToDelete(Path directory) {
        try {
            delete(directory);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("balsa: left behind " + directory + ": " + e.getMessage());
        }
    }

    /** Deletes a directory with everything in it. */
    public static void delete(Path directory) throws IOException {
        PRESENT.remove(directory);
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
