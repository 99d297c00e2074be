package io.balsa.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary directories that leave nothing behind. */
public final class Directories {
    private Directories() {}

    /** A new directory under {@code java.io.tmpdir}: on a disk, if durability is to mean something. */
    public static Path temporary(String what) throws IOException {
        return Files.createTempDirectory("balsa-benchmark-" + what + "-");
    }

    /** Deletes a directory with everything in it. */
    public static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
