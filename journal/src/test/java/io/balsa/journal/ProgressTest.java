package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.JournalException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loop that sleeps hears of all that a poll would find. */
class ProgressTest {
    private final Directories.Payloads events = new Directories.Payloads();
    private final ManualThreads threads = new ManualThreads();
    private final MemoryStore store = new MemoryStore(64 * 1024);
    private final RecordJournal journal =
            new RecordJournal(store, Directories.IDENTITY, JournalConfig.of(Path.of("unused")), threads);
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void listen() {
        journal.onProgress(told::incrementAndGet);
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        journal.flush();
        assertThat(told).hasValue(0);
    }

    @Test
    void ofASync() {
        threads.syncIfAsked();
        assertThat(told).hasValue(1);
        assertThat(journal.poll(events)).isOne();
    }

    @Test
    void ofASyncThatFailed() {
        store.syncsFail(true);
        threads.syncIfAsked();
        assertThat(told).hasValue(1);
        assertThatThrownBy(() -> journal.poll(events)).isInstanceOf(JournalException.class);
    }

    @Test
    void ofARead() {
        journal.read(1, 1, 1, 100);
        assertThat(told).hasValue(1);
        assertThat(journal.poll(events)).isOne();
    }
}
