package io.balsa.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalContract;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {
    private static final JournalEvents IGNORE = new JournalEvents() {
        @Override
        public void onDurable(long position) {}

        @Override
        public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {}
    };

    private final MemoryDisk disk = new MemoryDisk();

    @Override
    protected Journal open() {
        return new MemoryJournal(disk);
    }

    @Test
    void aCrashLosesWhatWasHeldBack() {
        MemoryJournal journal = new MemoryJournal();
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        journal.flush();
        journal.poll(IGNORE);
        journal.holdDurability(true);
        journal.truncateFrom(1);
        journal.storeVote(2, 2);
        journal.flush();
        assertThat(journal.poll(IGNORE)).isZero();
        assertThat(journal.isBehind()).isTrue();

        journal.disk().crash();

        try (MemoryJournal next = new MemoryJournal(journal.disk())) {
            assertThat(next.recovered().lastIndex()).isEqualTo(1);
            assertThat(next.recovered().term()).isZero();
        }
    }

    @Test
    void aFailureStays() {
        try (MemoryJournal journal = new MemoryJournal()) {
            journal.storeVote(1, 1);
            journal.flush();
            journal.failNextSync();

            assertThatThrownBy(() -> journal.poll(IGNORE)).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> journal.poll(IGNORE)).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> journal.storeVote(2, 1)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void heldReadsAreDeliveredLater() {
        try (MemoryJournal journal = new MemoryJournal()) {
            EntryBatch.from(1).commands(1, "a").appendTo(journal);
            journal.holdReads(true);
            journal.read(9, 1, 1, 100);
            assertThat(journal.poll(IGNORE)).isZero();
            assertThat(journal.pendingReads()).isEqualTo(1);
            journal.holdReads(false);

            assertThat(journal.poll(IGNORE)).isEqualTo(1);
        }
    }
}
