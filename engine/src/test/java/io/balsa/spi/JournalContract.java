package io.balsa.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.codec.EntryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} does. A subclass says how one is opened, and opened again on what the last one left. */
public abstract class JournalContract {
    protected static final NodeIdentity IDENTITY = new NodeIdentity("contract", 0, 1);

    private Journal journal;
    private final Seen seen = new Seen();

    /** Opens a journal, each time on the same storage. */
    protected abstract Journal open();

    @BeforeEach
    void openFirst() {
        journal = open();
    }

    @AfterEach
    void closeLast() {
        journal.close();
    }

    @Test
    void anEmptyJournalRecoversNothing() {
        Recovered recovered = journal.recovered();

        assertThat(recovered.incarnation()).isEqualTo(1);
        assertThat(recovered.term()).isZero();
        assertThat(recovered.votedFor()).isZero();
        assertThat(recovered.firstIndex()).isEqualTo(1);
        assertThat(recovered.lastIndex()).isZero();
        assertThat(recovered.runs()).isEmpty();
        assertThat(recovered.configurations()).isEmpty();
    }

    @Test
    void positionsRiseWithEveryWrite() {
        long first = EntryBatch.from(1).commands(1, "a").appendTo(journal);
        long second = journal.storeVote(2, 3);
        long third = journal.truncateFrom(1);

        assertThat(first).isGreaterThan(journal.recovered().position());
        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    @Test
    void aFlushedWriteIsReportedDurable() {
        long position = EntryBatch.from(1).commands(1, "a", "b").appendTo(journal);
        journal.flush();

        awaitDurable(position);
        assertThat(seen.durable).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void nothingIsReportedDurableBeyondWhatWasWritten() {
        long position = journal.storeVote(1, 1);
        journal.flush();
        awaitDurable(position);

        assertThat(seen.durable).allMatch(reported -> reported <= position);
        assertThat(journal.poll(seen)).isZero();
    }

    @Test
    void entriesComeBackInTheNextLife() {
        EntryBatch.from(1).commands(1, "a", "b").appendTo(journal);
        EntryBatch.from(3).commands(2, "c").appendTo(journal);
        reopen();

        Recovered recovered = journal.recovered();
        assertThat(recovered.incarnation()).isEqualTo(2);
        assertThat(recovered.lastIndex()).isEqualTo(3);
        assertThat(recovered.clusterTimeMs()).isEqualTo(EntryBatch.timeMsOf(3));
        assertThat(recovered.runs()).containsExactly(new Recovered.TermRun(1, 1), new Recovered.TermRun(3, 2));
        assertThat(payloads(1, 3)).containsExactly("a", "b", "c");
    }

    @Test
    void termAndVoteComeBackTogether() {
        journal.storeVote(4, 2);
        journal.storeVote(5, 0);
        journal.storeVote(5, 3);
        reopen();

        assertThat(journal.recovered().term()).isEqualTo(5);
        assertThat(journal.recovered().votedFor()).isEqualTo(3);
    }

    @Test
    void everyOpenIsANewIncarnation() {
        for (int life = 2; life < 5; life++) {
            reopen();
            assertThat(journal.recovered().incarnation()).isEqualTo(life);
        }
    }

    @Test
    void theStreamOfPositionsGoesOnInTheNextLife() {
        long position = EntryBatch.from(1).commands(1, "a").appendTo(journal);
        reopen();

        assertThat(journal.recovered().position()).isGreaterThanOrEqualTo(position);
        assertThat(journal.storeVote(2, 1)).isGreaterThan(journal.recovered().position());
    }

    @Test
    void truncatedEntriesNeverComeBack() {
        EntryBatch.from(1).commands(1, "a", "b", "c", "d").appendTo(journal);
        journal.truncateFrom(3);
        reopen();
        assertThat(journal.recovered().lastIndex()).isEqualTo(2);

        EntryBatch.from(3).commands(2, "x").appendTo(journal);
        reopen();
        assertThat(journal.recovered().lastIndex()).isEqualTo(3);
        assertThat(journal.recovered().runs())
                .containsExactly(new Recovered.TermRun(1, 1), new Recovered.TermRun(3, 2));
        assertThat(payloads(1, 3)).containsExactly("a", "b", "x");
    }

    @Test
    void aTruncationInsideABatchKeepsItsBeginning() {
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        EntryBatch.from(2).commands(1, "b", "c", "d").appendTo(journal);
        journal.truncateFrom(3);
        EntryBatch.from(3).commands(3, "y", "z").appendTo(journal);

        assertThat(payloads(1, 4)).containsExactly("a", "b", "y", "z");
        reopen();
        assertThat(payloads(1, 4)).containsExactly("a", "b", "y", "z");
    }

    @Test
    void everyOneOfManyTruncationsIsHonoured() {
        EntryBatch.from(1).commands(1, "1", "2", "3", "4", "5", "6").appendTo(journal);
        for (int term = 2; term < 40; term++) {
            long from = 2 + term % 5;
            journal.truncateFrom(from);
            EntryBatch batch = EntryBatch.from(from);
            for (long index = from; index <= 6; index++) {
                batch.commands(term, index + "@" + term);
            }
            batch.appendTo(journal);
        }
        List<String> before = payloads(1, 6);
        reopen();

        assertThat(payloads(1, 6)).isEqualTo(before);
        assertThat(before).containsExactly("1", "2@35", "3@36", "4@37", "5@38", "6@39");
    }

    @Test
    void truncationBeyondTheEndRemovesNothing() {
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        journal.truncateFrom(2);

        assertThat(payloads(1, 1)).containsExactly("a");
    }

    @Test
    void truncationFromTheFirstEntryLeavesTheVote() {
        journal.storeVote(3, 2);
        EntryBatch.from(1).commands(3, "a").appendTo(journal);
        journal.truncateFrom(1);
        reopen();

        assertThat(journal.recovered().lastIndex()).isZero();
        assertThat(journal.recovered().runs()).isEmpty();
        assertThat(journal.recovered().term()).isEqualTo(3);
    }

    @Test
    void configurationsAreReportedUnlessTruncated() {
        byte[] kept = {1, 2, 3};
        byte[] cut = {4, 5};
        EntryBatch.from(1)
                .add(EntryType.CONFIGURATION, 1, kept)
                .commands(1, "a")
                .appendTo(journal);
        EntryBatch.from(3).add(EntryType.CONFIGURATION, 1, cut).appendTo(journal);
        journal.truncateFrom(3);
        reopen();

        assertThat(journal.recovered().configurations()).hasSize(1);
        assertThat(journal.recovered().configurations().getFirst().index()).isEqualTo(1);
        assertThat(journal.recovered().configurations().getFirst().payload()).isEqualTo(kept);
    }

    @Test
    void aReadIsLimitedInBytesButGivesAtLeastOneEntry() {
        EntryBatch.from(1).commands(1, "a".repeat(500), "b".repeat(500), "c").appendTo(journal);

        assertThat(read(1, 3, 1)).containsExactly("a".repeat(500));
        assertThat(read(2, 3, EntryFrame.frameLength(500) + EntryFrame.frameLength(1)))
                .containsExactly("b".repeat(500), "c");
    }

    @Test
    void aReadStartsInTheMiddleOfABatch() {
        EntryBatch.from(1).commands(1, "a", "b", "c", "d").appendTo(journal);

        assertThat(payloads(2, 3)).containsExactly("b", "c");
    }

    @Test
    void framesComeBackByteForByte() {
        EntryBatch batch = EntryBatch.from(1).commands(1, "a", "", "a longer payload");
        batch.appendTo(journal);

        read(1, 3, Integer.MAX_VALUE);
        assertThat(seen.bytes).isEqualTo(batch.bytes());
    }

    @Test
    void entriesThatLeaveAGapAreRefused() {
        assertThatThrownBy(() -> EntryBatch.from(2).commands(1, "b").appendTo(journal))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void purgedEntriesAreNotNeededAfterwards() {
        EntryBatch.from(1).commands(1, "a", "b", "c").appendTo(journal);
        journal.purgeBefore(3);
        EntryBatch.from(4).commands(1, "d").appendTo(journal);
        assertThat(payloads(3, 4)).containsExactly("c", "d");
        reopen();

        assertThat(journal.recovered().firstIndex()).isLessThanOrEqualTo(3);
        assertThat(journal.recovered().clusterTimeMs()).isEqualTo(EntryBatch.timeMsOf(4));
        assertThat(payloads(3, 4)).containsExactly("c", "d");
    }

    @Test
    void theTermBeforeWhatWasPurgedIsRemembered() {
        for (int index = 1; index <= 40; index++) {
            EntryBatch.from(index).commands(index, "x".repeat(200)).appendTo(journal);
        }
        journal.purgeBefore(30);
        reopen();
        assertThat(termBeforeFirst()).isEqualTo(journal.recovered().firstIndex() - 1);

        awaitPurgeBefore(41);
        reopen();
        // What remains may begin lower: files go behind the loop's back.
        assertThat(journal.recovered().lastIndex()).isEqualTo(40);
        assertThat(termBeforeFirst()).isEqualTo(journal.recovered().firstIndex() - 1);
    }

    @Test
    void theTermBeforeWhatWasPurgedIsThatOfWhatATruncationLeft() {
        for (int index = 1; index <= 10; index++) {
            EntryBatch.from(index).commands(index, "x").appendTo(journal);
        }
        reopen();
        journal.truncateFrom(6);
        EntryBatch.from(6).commands(20, "y", "z").appendTo(journal);
        awaitPurgeBefore(6);
        reopen();

        // What remains may begin lower: files go behind the loop's back.
        assertThat(journal.recovered().firstIndex()).isIn(1L, 6L);
        assertThat(termBeforeFirst()).isEqualTo(journal.recovered().firstIndex() - 1);
        assertThat(payloads(6, 7)).containsExactly("y", "z");
    }

    @Test
    void closeMakesWhatWasWrittenDurableAndMayBeRepeated() {
        EntryBatch.from(1).commands(1, "a").appendTo(journal);
        journal.close();
        journal.close();
        journal = open();

        assertThat(journal.recovered().lastIndex()).isEqualTo(1);
    }

    @Test
    void aClosedJournalRefusesWrites() {
        journal.close();

        assertThatThrownBy(() -> journal.storeVote(1, 1)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.poll(seen)).isInstanceOf(JournalException.class);
    }

    private void reopen() {
        journal.close();
        journal = open();
    }

    /** Term of the entry before the first; 0 for none. */
    private long termBeforeFirst() {
        Recovered recovered = journal.recovered();
        return recovered.runs().stream()
                .filter(run -> run.firstIndex() < recovered.firstIndex())
                .mapToLong(Recovered.TermRun::term)
                .max()
                .orElse(0);
    }

    private void awaitPurgeBefore(long index) {
        journal.purgeBefore(index);
        long position = journal.storeVote(1_000, 0);
        journal.flush();
        awaitDurable(position);
    }

    private void awaitDurable(long position) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    journal.poll(seen);
                    return !seen.durable.isEmpty() && seen.durable.getLast() >= position;
                });
    }

    /** Entries of that range, asked for as often as the journal needs. */
    private List<String> payloads(long fromIndex, long toIndex) {
        List<String> payloads = new ArrayList<>();
        while (payloads.size() <= toIndex - fromIndex) {
            payloads.addAll(read(fromIndex + payloads.size(), toIndex, Integer.MAX_VALUE));
        }
        return payloads;
    }

    private List<String> read(long fromIndex, long toIndex, int maxBytes) {
        seen.token = 0;
        journal.read(fromIndex, fromIndex, toIndex, maxBytes);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    journal.poll(seen);
                    return seen.token == fromIndex;
                });
        assertThat(seen.firstIndex).isEqualTo(fromIndex);
        return List.copyOf(seen.payloads);
    }

    private static final class Seen implements JournalEvents {
        final List<Long> durable = new ArrayList<>();
        final List<String> payloads = new ArrayList<>();
        long token;
        long firstIndex;
        byte[] bytes = {};

        @Override
        public void onDurable(long position) {
            durable.add(position);
        }

        @Override
        public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {
            this.token = token;
            this.firstIndex = firstIndex;
            bytes = new byte[length];
            frames.getBytes(offset, bytes);
            payloads.clear();
            EntryFrame frame = new EntryFrame();
            for (int at = offset; at < offset + length; at += frame.frameLength()) {
                assertThat(frame.wrap(frames, at).isValid(offset + length - at, new Checksum()))
                        .isTrue();
                assertThat(frame.index()).isEqualTo(firstIndex + payloads.size());
                payloads.add(frames.getStringWithoutLengthUtf8(frame.offset(), frame.length()));
            }
            assertThat(lastIndex).isEqualTo(firstIndex + payloads.size() - 1);
        }
    }
}
