package io.balsa.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checkout the tests run in, and its files. */
final class Repository {
    /** Where the launcher and {@code jvm.args} are. */
    static final Path ROOT = findRoot();

    private static final List<String> SOURCE_ROOTS = List.of("src/main/java", "src/test/java");

    private Repository() {}

    /** Every hand-written Java source of every module, sorted. */
    static List<Path> javaSources() {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules()) {
            for (String sourceRoot : SOURCE_ROOTS) {
                sources.addAll(filesUnder(module.resolve(sourceRoot), ".java"));
            }
        }
        return sources;
    }

    /** Every directory with a pom of its own, sorted. */
    static List<Path> modules() {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.filter(child -> Files.isRegularFile(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below a directory whose name ends with the suffix, sorted; none when there is no such directory. */
    static List<Path> filesUnder(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path as a reader of a failure wants it: from the root, with slashes. */
    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static Path findRoot() {
        Path start = Path.of(System.getProperty("repository.root", "")).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("jvm.args"))) {
                return directory;
            }
        }
        throw new IllegalStateException("no jvm.args in " + start + " or above it");
    }
}
