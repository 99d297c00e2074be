package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.journal.chronicle.ForceFile;
import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncFailureTest {
    @TempDir
    private Path directory;

    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger syncs = new AtomicInteger();
    private final Directories.Payloads events = new Directories.Payloads();

    private Journal open() {
        ForceFile force = channel -> {
            syncs.incrementAndGet();
            if (failing.get() > 0 && failing.decrementAndGet() == 0) {
                throw new IOException("the disk said no");
            }
            channel.force(false);
        };
        JournalConfig config = Directories.config(directory);
        return new RecordJournal(
                ChronicleRecordStore.open(config, force), Directories.IDENTITY, config, new OwnThreads(1));
    }

    @Test
    void afterASyncThatFailedOnceNothingIsAcknowledgedAnyMore() {
        try (Journal journal = open()) {
            long before = EntryBatch.from(1).commands(1, "a").appendTo(journal);
            journal.flush();
            awaitDurable(journal, before);
            failing.set(1);
            EntryBatch.from(2).commands(1, "b").appendTo(journal);
            journal.flush();

            Awaitility.await()
                    .untilAsserted(() -> assertThatThrownBy(() -> journal.poll(events))
                            .isInstanceOf(JournalException.class)
                            .hasMessageContaining("the disk said no")
                            .hasMessageContaining(".cq4"));
            int then = syncs.get();
            assertThatThrownBy(() -> journal.storeVote(2, 1)).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> EntryBatch.from(3).commands(1, "c").appendTo(journal))
                    .isInstanceOf(JournalException.class);
            assertThatThrownBy(journal::flush).isInstanceOf(JournalException.class);
            journal.close();
            assertThat(syncs).hasValue(then);
            assertThat(events.durable).isEqualTo(before);
        }
        failing.set(0);
        try (Journal next = open()) {
            assertThat(next.recovered().lastIndex()).isBetween(1L, 2L);
        }
    }

    /** The system may take the pages of a failed sync for written: then only another write makes a later sync write them. */
    @Test
    void aTailThatNoSyncIsKnownToHaveCoveredIsWrittenAgainBeforeItIsSynced() throws IOException {
        try (Journal journal = open()) {
            EntryBatch.from(1).commands(1, "a").appendTo(journal);
            failing.set(1);
            journal.flush();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> journal.poll(events)).isInstanceOf(JournalException.class));
        }
        List<Path> before = Directories.cycles(directory);
        makeOld(before);
        try (Journal next = open()) {
            assertThat(next.recovered().lastIndex()).isOne();
            assertThat(before).last().satisfies(file -> assertThat(isOld(file)).isFalse());
            awaitDurable(next, EntryBatch.from(2).commands(1, "b").appendTo(next));
        }
        List<Path> clean = Directories.cycles(directory);
        makeOld(clean);
        try (Journal last = open()) {
            assertThat(last.recovered().lastIndex()).isEqualTo(2);
            assertThat(clean).allSatisfy(file -> assertThat(isOld(file)).isTrue());
        }
    }

    private static void makeOld(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
    }

    private static boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() == 0;
    }

    @Test
    void aSyncThatFailsWhileOpeningIsToldAndLeavesTheDirectoryFree() {
        failing.set(1);
        assertThatThrownBy(this::openAndClose)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the disk said no");
    }

    private void openAndClose() {
        JournalConfig config = Directories.config(directory);
        ChronicleRecordStore store = ChronicleRecordStore.open(config, channel -> {
            throw new IOException("the disk said no");
        });
        try (store) {
            new RecordJournal(store, Directories.IDENTITY, config, new OwnThreads(1)).close();
        }
    }

    private void awaitDurable(Journal journal, long position) {
        journal.flush();
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
            journal.poll(events);
            return events.durable >= position;
        });
    }
}
