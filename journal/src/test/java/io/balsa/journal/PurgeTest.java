package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.EntryBatch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PurgeTest {
    private static final int ENTRIES = 40;

    private final ManualThreads threads = new ManualThreads();
    private final Directories.Payloads events = new Directories.Payloads();
    private MemoryStore store = new MemoryStore(2048);

    private RecordJournal open() {
        return new RecordJournal(store, Directories.IDENTITY, JournalConfig.of(Path.of("unused")), threads);
    }

    private void purge(RecordJournal journal, long beforeIndex) {
        journal.purgeBefore(beforeIndex);
        threads.syncIfAsked();
        journal.poll(events);
    }

    /** A gap in what remains would be taken for damage. */
    @Test
    void whatCouldNotBeDeletedGoesBeforeWhatIsPurgedLater() {
        RecordJournal journal = open();
        for (int index = 1; index <= ENTRIES; index++) {
            EntryBatch.from(index).commands(1, "x".repeat(400)).appendTo(journal);
        }
        int segments = store.segments().size();
        store.deletionsFail(true);
        purge(journal, ENTRIES / 2);
        assertThat(store.segments()).hasSize(segments);
        store.deletionsFail(false);
        purge(journal, ENTRIES - 5);
        store = store.afterKill();
        assertThat(open().recovered()).satisfies(recovered -> {
            assertThat(recovered.firstIndex()).isBetween(ENTRIES / 2L, ENTRIES - 5L);
            assertThat(recovered.lastIndex()).isEqualTo(ENTRIES);
        });
    }
}
