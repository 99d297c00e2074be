package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.journal.chronicle.ChronicleRecordStore;
import io.balsa.spi.EntryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleRecordStoreTest {
    private static final long SEGMENT = 1;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeASegment() {
        JournalConfig config = Directories.config(directory);
        try (RecordJournal journal = new RecordJournal(
                ChronicleRecordStore.open(config), Directories.IDENTITY, config, new ManualThreads())) {
            EntryBatch.from(1).commands(1, "a").appendTo(journal);
        }
    }

    @Test
    void nothingIsKeptOpenOfASegmentThatWasRewrittenAndIsDeleted() throws IOException {
        AtomicInteger forced = new AtomicInteger();
        try (ChronicleRecordStore store =
                ChronicleRecordStore.open(Directories.config(directory), channel -> forced.incrementAndGet())) {
            store.rewrite(SEGMENT, 1024, new UnsafeBuffer(new byte[8]), 8);
            store.delete(SEGMENT);
            store.force(SEGMENT);
        }
        assertThat(forced).hasValue(0);
    }

    /** It may be gone for readers and come back after a power cut: whoever takes it for deleted would leave a gap. */
    @Test
    void aDeletionThatFailedIsDoneWhenItIsTriedAgain() throws IOException {
        Path file = Directories.cycles(directory).getFirst();
        Files.delete(file);
        Path obstacle = Files.createFile(Files.createDirectory(file).resolve("obstacle"));
        try (ChronicleRecordStore store = ChronicleRecordStore.open(Directories.config(directory))) {
            assertThatThrownBy(() -> store.delete(SEGMENT)).isInstanceOf(IOException.class);
            assertThat(store.segments()).containsExactly(SEGMENT);
            Files.delete(obstacle);
            store.delete(SEGMENT);
            assertThat(store.segments()).isEmpty();
        }
        assertThat(file.getParent()).doesNotExist();
    }
}
