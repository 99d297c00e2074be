package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.spi.EntryBatch;
import io.balsa.spi.JournalException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Linux, after a sync that failed: the pages can be read, count as written, and no later sync writes them; at any time they may be read
 * from the disk again. What a recovery keeps and calls durable must be on the disk nevertheless.
 */
class FailedSyncTest {
    private final Directories.Payloads events = new Directories.Payloads();
    private final ManualThreads threads = new ManualThreads();
    private MemoryStore store = new MemoryStore(64 * 1024);

    private RecordJournal open(Durability durability) {
        return new RecordJournal(store, Directories.IDENTITY, config(durability), threads);
    }

    private static JournalConfig config(Durability durability) {
        return JournalConfig.of(Path.of("unused"))
                .withDurability(durability)
                .withSizes(JournalConfig.MIN_SEGMENT_SIZE, JournalConfig.MIN_RECORD_LENGTH, 64 * 1024);
    }

    /** A life that has entry 1 durable, and entry 2 and a vote written when the sync fails. */
    private void failASync() {
        RecordJournal journal = open(Durability.FSYNC);
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        journal.flush();
        threads.syncIfAsked();
        EntryBatch.from(2)
                .commands(1, "b".repeat(3000), "c".repeat(3000), "d".repeat(3000))
                .appendTo(journal);
        journal.storeVote(7, 3);
        journal.flush();
        store.syncsFail(true);
        threads.syncIfAsked();
        assertThatThrownBy(() -> journal.poll(events)).isInstanceOf(JournalException.class);
        store.syncsFail(false);
        store = store.afterKill();
    }

    @Test
    void whatTheNextLifeFindsInThePageCacheSurvivesAPowerCutFromThenOn() {
        failASync();
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(4);
        store = store.afterPowerCut(new Random(1));
        assertThat(open(Durability.FSYNC).recovered()).satisfies(recovered -> {
            assertThat(recovered.lastIndex()).isEqualTo(4);
            assertThat(recovered.term()).isEqualTo(7);
            assertThat(recovered.votedFor()).isEqualTo(3);
        });
    }

    /** A life that syncs nothing goes on from what it found, so that must not go away behind it. */
    @Test
    void whatALifeWithoutSyncsFindsStaysThere() {
        failASync();
        assertThat(open(Durability.PAGE_CACHE).recovered().lastIndex()).isEqualTo(4);
        store = store.afterKill();
        store.dropAbandonedPages();
        assertThat(open(Durability.PAGE_CACHE).recovered().lastIndex()).isEqualTo(4);
        store = store.afterKill();
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(4);
    }

    @Test
    void whatWasGivenUpBeforeTheNextLifeWasNeverAcknowledged() {
        failASync();
        store.dropAbandonedPages();
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isOne();
        store = store.afterPowerCut(new Random(1));
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isOne();
    }

    @Test
    void anOpeningThatFailsDoesNotMakeTheNextOneBelieveItsSyncs() {
        failASync();
        store.syncsFail(true);
        assertThatThrownBy(() -> open(Durability.FSYNC)).isInstanceOf(JournalException.class);
        store.syncsFail(false);
        store = store.afterKill();
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(4);
        store = store.afterPowerCut(new Random(1));
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(4);
    }

    /** Its marks and records say what the operating system had, not what the disk has. */
    @ParameterizedTest
    @EnumSource
    void aLifeThatSyncedNothingVouchesForNothing(Durability before) {
        failASync();
        RecordJournal journal = open(before);
        EntryBatch.from(5).commands(7, "e").appendTo(journal);
        store = store.afterKill();
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(5);
        store = store.afterPowerCut(new Random(1));
        assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(5);
    }

    /** The pages are given up between two looks at them. */
    @Test
    void whatChangesWhileItIsRecoveredIsLookedAtAgain() {
        failASync();
        int[] reads = {0};
        MemoryStore real = store;
        for (int dropAt = 1; dropAt <= 8; dropAt++) {
            store = real.afterKill();
            MemoryStore present = store;
            int at = dropAt;
            reads[0] = 0;
            RecordStore fickle = new HookedStore(present, step -> {
                if (step == HookedStore.Step.ABOUT_TO_READ && ++reads[0] == at) {
                    present.dropAbandonedPages();
                }
            });
            long last = new RecordJournal(fickle, Directories.IDENTITY, config(Durability.FSYNC), threads)
                    .recovered()
                    .lastIndex();
            assertThat(last).isIn(1L, 4L);
            store = present.afterPowerCut(new Random(1));
            assertThat(open(Durability.FSYNC).recovered().lastIndex()).isEqualTo(last);
        }
    }
}
