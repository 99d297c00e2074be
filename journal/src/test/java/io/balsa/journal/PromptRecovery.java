package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.Journal;
import io.balsa.spi.Recovered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Opens copies of a journal directory, and insists that none of Chronicle's timeouts is waited for. */
final class PromptRecovery {
    /** Half of Chronicle Queue's lock timeout, which is 10 s. Not a measure of speed: less means that none was waited for. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final int TRIES = 3;

    private PromptRecovery() {}

    /**
     * Opens and closes a copy. A busy machine may hold up one try, a timeout holds up all.
     *
     * @param scratch where the copy goes; deleted before the return
     */
    static Recovered of(Path moment, Path scratch) {
        for (int attempt = 1; ; attempt++) {
            Directories.copy(moment, scratch);
            long start = System.nanoTime();
            Recovered recovered;
            try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, Directories.config(scratch))) {
                recovered = journal.recovered();
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            delete(scratch);
            if (taken.compareTo(AT_ONCE) < 0) {
                return recovered;
            }
            assertThat(attempt)
                    .as("tries to recover at once; the last took " + taken)
                    .isLessThan(TRIES);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
