package io.balsa.journal;

import io.balsa.spi.Journal;
import io.balsa.spi.JournalContract;
import java.nio.file.Path;

/** The record log keeps the contract over any store, with segments so small that nearly every test rolls. */
class MemoryStoreJournalTest extends JournalContract {
    private MemoryStore store = new MemoryStore(2048);

    @Override
    protected Journal open() {
        store = store.afterKill();
        return new RecordJournal(store, IDENTITY, JournalConfig.of(Path.of("unused")), new OwnThreads(1));
    }
}
