package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file system of two megabytes; without the right to mount one only the store in memory is tested. */
@ExtendWith(SaysWhySkipped.class)
class FullDiskTest {
    @TempDir
    private Path directory;

    private Path disk;
    private boolean mounted;
    private final Directories.Payloads events = new Directories.Payloads();

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "balsa-test", disk.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("io.balsa.journal.Directories#configs")
    void aFullDiskStopsTheJournalAndRoomLetsItStartAgain(JournalConfig any) throws IOException {
        assumeTrue(mounted, "a small file system cannot be mounted, which takes root and the tool mount");
        JournalConfig config = any.in(disk.resolve("data"));
        Path ballast = Files.write(disk.resolve("ballast"), new byte[512 * 1024]);
        Path rest = disk.resolve("rest");
        long acknowledged;
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            acknowledged = writeUntilFull(journal);
        }
        assertThat(acknowledged).isGreaterThan(5);
        // A journal that ends gives back what it had prepared, which may be enough to begin a new life.
        fill(rest);
        assertThatThrownBy(() -> ChronicleJournal.open(Directories.IDENTITY, config))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("room");

        Files.delete(ballast);
        Files.delete(rest);
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            assertThat(journal.recovered().lastIndex()).isGreaterThanOrEqualTo(acknowledged);
            EntryBatch.from(journal.recovered().lastIndex() + 1)
                    .commands(1, "more")
                    .appendTo(journal);
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            assertThatThrownBy(() -> {
                        for (int pages = 0; pages < 1_000; pages++) {
                            out.write(page);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private long writeUntilFull(Journal journal) {
        long acknowledged = 0;
        long previous = 0;
        for (int index = 1; index < 1_000; index++) {
            long last = index;
            try {
                long position =
                        EntryBatch.from(index).commands(1, "x".repeat(20_000)).appendTo(journal);
                journal.flush();
                while (events.durable < previous) {
                    journal.poll(events);
                }
                acknowledged = index - 1;
                previous = position;
            } catch (JournalException full) {
                assertThat(full.getMessage()).contains(disk.toString(), "make room");
                assertThatThrownBy(() -> EntryBatch.from(last).commands(1, "y").appendTo(journal))
                        .isInstanceOf(JournalException.class);
                return acknowledged;
            }
        }
        throw new AssertionError("the disk never was full");
    }

    @Test
    void aFullStoreStopsTheJournalAndRoomLetsItStartAgain() {
        MemoryStore store = new MemoryStore(8192);
        JournalConfig config = JournalConfig.of(directory);
        RecordJournal journal = new RecordJournal(store, Directories.IDENTITY, config, new ManualThreads());
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        store.full(true);

        assertThatThrownBy(() -> EntryBatch.from(2).commands(1, "b").appendTo(journal))
                .isInstanceOf(JournalException.class);
        store.full(false);
        assertThatThrownBy(() -> EntryBatch.from(2).commands(1, "b").appendTo(journal))
                .isInstanceOf(JournalException.class);

        RecordJournal next = new RecordJournal(store.afterKill(), Directories.IDENTITY, config, new ManualThreads());
        assertThat(next.recovered().lastIndex()).isEqualTo(1);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
