package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.journal.HookedStore.Step;
import io.balsa.spi.EntryBatch;
import io.balsa.spi.JournalException;
import io.balsa.spi.Recovered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A sync fails, and the power fails while the next life recovers: between any two records that it writes again, any two syncs, any
 * two deletions. What the life after that finds is what all later ones find, and no less than was ever durable. A power cut may
 * have taken the mark before, and then what was durable is written again too.
 */
class PowerCutWithinRecoveryTest {
    private static final int SEEDS = 200;
    private static final int SEGMENT_BYTES = 8 * 1024;
    /** Reads of a recovery, and a few more: pages that are given up after all of these are never given up. */
    private static final int READS = 16;

    private static final JournalConfig CONFIG = JournalConfig.of(Path.of("unused"))
            .withSizes(JournalConfig.MIN_SEGMENT_SIZE, JournalConfig.MIN_RECORD_LENGTH, 64 * 1024);

    private final Set<Step> seen = EnumSet.noneOf(Step.class);

    @Test
    void whatTheNextLifeFindsStays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(seed).cutAnywhere();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(seen).contains(Step.REWRITTEN, Step.FORCED, Step.DELETED);
    }

    /** Its file may be there for readers only, and segments that come after it must not be there alone. */
    @Test
    void anIdentityThatCouldNotBeWrittenIsWrittenBeforeAnythingElse() {
        ManualThreads threads = new ManualThreads();
        MemoryStore first = new MemoryStore(SEGMENT_BYTES);
        first.notesFail(true);
        assertThatThrownBy(() -> new RecordJournal(first, Directories.IDENTITY, CONFIG, threads))
                .isInstanceOf(JournalException.class);
        MemoryStore second = first.afterKill();
        new RecordJournal(
                new HookedStore(second, step -> {
                    MemoryStore third = second.afterPowerCut(new Random(1));
                    new RecordJournal(third, Directories.IDENTITY, CONFIG, threads);
                }),
                Directories.IDENTITY,
                CONFIG,
                threads);
    }

    /** What a life finds. */
    private record Found(long term, int votedFor, List<String> payloads) {}

    private final class Run {
        private final Random random;
        private final ManualThreads threads = new ManualThreads();
        private final List<String> written = new ArrayList<>();
        private int durable;
        private int readsUntilGivenUp;

        Run(int seed) {
            random = new Random(seed);
        }

        void cutAnywhere() {
            MemoryStore store = storeWithAFailedSync();
            readsUntilGivenUp = random.nextInt(READS);
            open(new HookedStore(store, step -> {
                if (step == Step.ABOUT_TO_READ && readsUntilGivenUp-- == 0) {
                    store.dropAbandonedPages();
                }
                seen.add(step);
                requireThatAllLaterLivesAgree(store.afterPowerCut(random));
            }));
            requireThatAllLaterLivesAgree(store.afterPowerCut(random));
        }

        private MemoryStore storeWithAFailedSync() {
            MemoryStore store = new MemoryStore(SEGMENT_BYTES);
            RecordJournal journal = open(store);
            for (int records = 1 + random.nextInt(20); records > 0; records--) {
                write(journal);
                if (random.nextInt(4) == 0) {
                    sync(journal);
                    durable = written.size();
                }
            }
            store.syncsFail(true);
            sync(journal);
            store.syncsFail(false);
            return switch (random.nextInt(3)) {
                case 0 -> store.afterKill();
                case 1 -> store.afterPowerCut(random);
                default -> afterOneLifeMore(store.afterKill());
            };
        }

        /** Which began with a recovery, and was killed before it synced again. */
        private MemoryStore afterOneLifeMore(MemoryStore store) {
            RecordJournal journal = open(store);
            durable = (int) journal.recovered().lastIndex();
            for (int records = random.nextInt(8); records > 0; records--) {
                write(journal);
            }
            return store.afterKill();
        }

        private void write(RecordJournal journal) {
            int term = written.size() + 1;
            journal.storeVote(term, term % 4);
            written.add(term + "x".repeat(random.nextInt(2500)));
            EntryBatch.from(term).commands(term, written.getLast()).appendTo(journal);
        }

        private void sync(RecordJournal journal) {
            journal.flush();
            threads.syncIfAsked();
        }

        private void requireThatAllLaterLivesAgree(MemoryStore store) {
            Found found = find(store);
            assertThat(found.payloads()).hasSizeBetween(durable, written.size());
            assertThat(found.payloads())
                    .isEqualTo(written.subList(0, found.payloads().size()));
            assertThat(found.term() - found.payloads().size()).isBetween(0L, 1L);
            assertThat(found.votedFor()).isEqualTo((int) (found.term() % 4));
            assertThat(find(store.afterPowerCut(random))).isEqualTo(found);
        }

        private Found find(MemoryStore store) {
            RecordJournal journal = open(store);
            Recovered recovered = journal.recovered();
            Directories.Payloads events = new Directories.Payloads();
            while (events.last < recovered.lastIndex()) {
                journal.read(1, events.last + 1, recovered.lastIndex(), Integer.MAX_VALUE);
                journal.poll(events);
            }
            return new Found(recovered.term(), recovered.votedFor(), events.all);
        }

        private RecordJournal open(RecordStore store) {
            return new RecordJournal(store, Directories.IDENTITY, CONFIG, threads);
        }
    }
}
