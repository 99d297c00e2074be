package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.spi.EntryFrame;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of a journal that end in random crashes. Whatever is acknowledged comes back, whatever comes back was written,
 * and no crash is mistaken for damage.
 */
class RandomCrashTest {
    private static final int SEEDS = 300;
    private static final int LIVES = 6;
    private static final NodeIdentity IDENTITY = new NodeIdentity("model", 0, 1);

    @ParameterizedTest
    @EnumSource
    void everyCrashLeavesAStateThatWasWrittenAndHoldsAllThatWasAcknowledged(Durability durability) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(seed, durability).live();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + " with " + durability, failure);
            }
        }
    }

    private static final class Run implements JournalEvents {
        private final Random random;
        private final JournalConfig config;
        private final List<String> payloads = new ArrayList<>();
        private MemoryStore store = new MemoryStore(8 * 1024);
        private ManualThreads threads = new ManualThreads();
        private RecordJournal journal;
        private final ModelLog model;
        private long durable;

        Run(int seed, Durability durability) {
            random = new Random(seed);
            config = JournalConfig.of(Path.of("unused"))
                    .withDurability(durability)
                    .withSizes(JournalConfig.MIN_SEGMENT_SIZE, JournalConfig.MIN_RECORD_LENGTH, 64 * 1024);
            journal = open();
            model = new ModelLog(journal.recovered().position());
        }

        private RecordJournal open() {
            threads = new ManualThreads();
            return new RecordJournal(store, IDENTITY, config, threads);
        }

        void live() {
            for (int life = 1; life <= LIVES; life++) {
                for (int writes = random.nextInt(60); writes > 0; writes--) {
                    turn();
                }
                end();
                check(life + 1);
            }
        }

        private void turn() {
            model.write(journal, random);
            if (random.nextInt(3) == 0) {
                journal.flush();
            }
            if (random.nextInt(3) == 0) {
                threads.syncIfAsked();
            }
            if (random.nextInt(3) == 0) {
                journal.poll(this);
            }
            if (random.nextInt(20) == 0) {
                model.purge(journal, random, durable);
            }
        }

        /** Page-cache promises nothing after a power cut. */
        private void end() {
            boolean syncs = config.durability() == Durability.FSYNC;
            boolean powerCut = syncs && random.nextInt(3) > 0;
            if (syncs && random.nextInt(4) == 0) {
                failASync();
                if (random.nextInt(3) == 0) {
                    store.dropAbandonedPages();
                    store = random.nextBoolean() ? store.afterKill() : store.afterPowerCut(random);
                    return;
                }
            }
            if (random.nextInt(5) == 0) {
                journal.close();
                durable = model.last().position();
                store = store.afterKill();
            } else if (powerCut) {
                store = store.afterPowerCut(random);
            } else {
                durable = model.last().position();
                store = store.afterKill();
            }
        }

        private void failASync() {
            journal.flush();
            store.syncsFail(true);
            threads.syncIfAsked();
            store.syncsFail(false);
        }

        private void check(int incarnation) {
            journal = open();
            Recovered recovered = journal.recovered();
            assertThat(recovered.incarnation()).isEqualTo(incarnation);
            ModelLog.State survived = survivor(recovered);
            long first = recovered.firstIndex();
            assertThat(readAll(recovered))
                    .isEqualTo(survived.entries()
                            .subList((int) first - 1, survived.entries().size()));
            model.restart(survived, recovered.position());
            durable = recovered.position();
        }

        private ModelLog.State survivor(Recovered recovered) {
            List<ModelLog.State> possible = model.history().stream()
                    .filter(state -> state.position() >= durable
                            || state == model.history().getFirst())
                    .filter(state -> state.term() == recovered.term() && state.votedFor() == recovered.votedFor())
                    .filter(state -> state.entries().size() == recovered.lastIndex())
                    .filter(state -> holds(state, recovered))
                    .toList();
            assertThat(possible).as("states that were written and acknowledged").isNotEmpty();
            return possible.getLast();
        }

        private boolean holds(ModelLog.State state, Recovered recovered) {
            int from = (int) recovered.firstIndex() - 1;
            return readAll(recovered)
                    .equals(state.entries().subList(from, state.entries().size()));
        }

        private List<String> readAll(Recovered recovered) {
            payloads.clear();
            while (payloads.size() <= recovered.lastIndex() - recovered.firstIndex()) {
                journal.read(1, recovered.firstIndex() + payloads.size(), recovered.lastIndex(), 4096);
                journal.poll(this);
            }
            return List.copyOf(payloads);
        }

        @Override
        public void onDurable(long position) {
            durable = position;
        }

        @Override
        public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {
            EntryFrame frame = new EntryFrame();
            for (int at = offset; at < offset + length; at += frame.frameLength()) {
                frame.wrap(frames, at);
                payloads.add(frames.getStringWithoutLengthUtf8(frame.offset(), frame.length()));
            }
        }
    }
}
