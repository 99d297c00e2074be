package io.balsa.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * What results have in common that are compared or added to each other: the build, how long each is measured, and how and where.
 *
 * @param text one line
 */
record Basis(String text) {
    private static final String FILE = "measured-with.txt";
    /** Which the launcher gives the JVM, and this to each process. */
    private static final String MORE_FLAGS = "BALSA_JAVA_OPTS";

    static Basis of(CompareOptions options) throws IOException {
        return new Basis("build " + build() + ", warm-up " + options.warmupS() + " s, measurements of "
                + options.seconds() + " s, " + String.join(" ", Child.flags())
                + Optional.ofNullable(System.getenv(MORE_FLAGS))
                        .map(flags -> " " + flags)
                        .orElse("") + ", JDK "
                + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + (options.isQuick() ? ", quick" : ""));
    }

    /** A number that another build does not have; "unpacked" where it does not run from its archive. */
    private static String build() throws IOException {
        try {
            Path archive = Path.of(Basis.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(archive) ? "unpacked" : checksum(archive);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program does not lie in a file", e);
        }
    }

    private static String checksum(Path archive) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream bytes = new CheckedInputStream(Files.newInputStream(archive), checksum)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return "%08x".formatted(checksum.getValue());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.findAny().isEmpty();
        }
    }

    /**
     * Makes a directory this one's.
     *
     * @throws IllegalArgumentException when results of another lie there
     */
    void claim(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(FILE);
        if (isEmpty(directory)) {
            Files.writeString(file, text);
        }
        String there = Files.exists(file) ? Files.readString(file) : "nothing says how";
        if (!there.equals(text)) {
            throw new IllegalArgumentException("what lies in " + directory + " was measured otherwise (" + there
                    + ") than what is asked for (" + text
                    + "), and would be mixed with it: give another --out, or delete that directory");
        }
    }
}
