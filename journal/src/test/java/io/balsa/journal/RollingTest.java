package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Many small files: rolls, reads across them, purges; and what an append allocates. */
class RollingTest {
    private static final int ENTRIES = 400;
    private static final int PURGED = 300;

    @TempDir
    private Path directory;

    private final Directories.Payloads events = new Directories.Payloads();

    private static String payload(int index) {
        return index + "-" + "p".repeat(index * 37 % 20_000);
    }

    private void write(Journal journal) {
        for (int index = 1; index <= ENTRIES; index++) {
            EntryBatch.from(index).commands(1, payload(index)).appendTo(journal);
            journal.flush();
            journal.poll(events);
        }
    }

    private List<String> read(Journal journal, long from) {
        List<String> expected = new ArrayList<>();
        events.all.clear();
        events.last = from - 1;
        while (events.last < ENTRIES) {
            long next = events.last + 1;
            journal.read(1, next, ENTRIES, 300_000);
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
                journal.poll(events);
                return events.last >= next;
            });
        }
        for (int index = (int) from; index <= ENTRIES; index++) {
            expected.add(payload(index));
        }
        return expected;
    }

    @ParameterizedTest
    @MethodSource("io.balsa.journal.Directories#configs")
    void everyEntryIsReadAcrossManyFiles(JournalConfig any) {
        JournalConfig config = any.in(directory);
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            write(journal);
            assertThat(Directories.cycles(directory)).hasSizeGreaterThan(10);
            List<String> expected = read(journal, 1);
            assertThat(events.all).isEqualTo(expected);
        }
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            List<String> expected = read(journal, 1);
            assertThat(events.all).isEqualTo(expected);
        }
    }

    @Test
    void aPurgeThatACloseForestalledHappensAtTheNextOpen() {
        JournalConfig config = Directories.config(directory);
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            write(journal);
            journal.purgeBefore(PURGED);
        }
        int before = Directories.cycles(directory).size();
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            assertThat(Directories.cycles(directory).size()).isLessThan(before - 3);
            assertThat(journal.recovered().firstIndex()).isBetween(2L, (long) PURGED);
            assertThat(read(journal, PURGED)).isEqualTo(events.all);
        }
    }

    @Test
    void purgeDeletesWholeFilesAndTheRestGoesOn() {
        JournalConfig config = Directories.config(directory);
        int before;
        long first;
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            journal.storeVote(1, 3);
            write(journal);
            before = Directories.cycles(directory).size();
            journal.purgeBefore(PURGED);
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
                journal.poll(events);
                return Directories.cycles(directory).size() < before - 3;
            });
            assertThat(read(journal, PURGED)).isEqualTo(events.all);
        }
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            first = journal.recovered().firstIndex();
            assertThat(first).isBetween(PURGED - 60L, (long) PURGED);
            assertThat(journal.recovered().votedFor()).isEqualTo(3);
            assertThat(read(journal, first)).isEqualTo(events.all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAppendAllocatesNothingInSteadyState(WriteMode mode) {
        JournalConfig config = JournalConfig.of(directory)
                .withDurability(Durability.PAGE_CACHE)
                .withWriteMode(mode);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Journal journal = ChronicleJournal.open(Directories.IDENTITY, config)) {
            RepeatedEntry entry = new RepeatedEntry();
            for (int i = 0; i < 30_000; i++) {
                entry.append(journal, events);
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 10; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 2_000; i++) {
                    entry.append(journal, events);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least)
                    .as("bytes for 2000 appends, in the best of ten rounds")
                    .isLessThan(2_000);
        }
    }
}
