package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.codec.AppendResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How leader and follower find where their logs agree (§5.3, the optimization by terms; design rule 7). */
class BacktrackingTest {
    private static long[] terms(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .filter(term -> !term.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** §5.3: a refusal names the term of the conflicting entry and the first index of that term. */
    @ParameterizedTest
    @CsvSource({"7, 5, 4, 0, 6", "5, 5, 4, 3, 3", "5, 5, 9, 3, 3", "2, 2, 2, 1, 1"})
    void namesTermAndFirstIndexOfTheConflict(long prev, long rejected, long prevTerm, long term, long index) {
        Scripted node = Scripted.of(3, StreamJournal.holding(9, 0, 1, 1, 3, 3, 3));
        node.hears(2, Message.Append.of(9).request(4).round(2).after(prev, prevTerm));
        Message.AppendReply reply = node.lastReply(2);
        assertThat(reply)
                .isEqualTo(
                        Message.Append.of(9).request(4).round(2).after(prev, 0).conflict(term, index));
    }

    /** What is committed agrees: no hint leads behind it. */
    @Test
    void namesNoIndexThatIsCommitted() {
        Scripted node = Scripted.of(3, StreamJournal.holding(9, 0, 1, 3, 3, 3));
        node.hears(2, Message.Append.of(9).after(2, 3).commit(2));
        node.hears(2, Message.Append.of(9).request(2).after(4, 4));
        assertThat(node.lastReply(2).conflictIndex()).isEqualTo(3);
    }

    /** Rule 1: also a refusal waits for the term to be durable, and then leaves without being asked again. */
    @Test
    void refusesOnceTheTermIsDurable() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1));
        node.diskIsFast = false;
        node.hears(2, Message.Append.of(5).after(3, 4)).turns(2);
        assertThat(node.sent()).isEmpty();
        node.sync();
        node.turns(3);
        assertThat(node.sent(Message.AppendReply.class)).hasSize(1);
        assertThat(node.lastReply(2).result()).isEqualTo(AppendResult.CONFLICT);
    }

    /** A refusal for which the link had no room leaves later. */
    @Test
    void refusesLaterWhenTheLinkHadNoRoom() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1))
                .hears(2, Message.Append.of(5).after(1, 1));
        node.links.withoutRoom.add(2);
        node.hears(2, Message.Append.of(5).request(2).after(3, 4));
        node.links.withoutRoom.clear();
        node.turns(2);
        assertThat(node.lastReply(2).result()).isEqualTo(AppendResult.CONFLICT);
    }

    /** §5.3: the leader goes back over the whole conflicting term, or to its own last entry of it. */
    @ParameterizedTest
    @CsvSource({
        "1 1 1 4 4 5 5 6 6 6, 0, 5, 4",
        "1 1 1 4 4 5 5 6 6 6, 4, 4, 5",
        "1 1 1 4 4 5 5 6 6 6, 3, 7, 3",
        "1 1 1 4 4 5 5 6 6 6, 2, 4, 3",
        "1 1 1 4 4 5 5 6 6 6, 7, 9, 8",
        "4 4 4, 2, 1, 0",
        "4 4 4, 0, 1, 0"
    })
    void goesBackByWholeTerms(String log, long conflictTerm, long conflictIndex, long expectedPrev) {
        Scripted node = Scripted.of(3, StreamJournal.holding(7, 0, terms(log))).leads();
        node.hears(2, node.lastAppend(2).conflict(conflictTerm, conflictIndex)).turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(expectedPrev);
    }

    /** §5.3, Figure 7: whatever a follower's log looks like, it converges, in few steps. */
    @ParameterizedTest
    @CsvSource({
        "1 1 1 4 4 5 5 6 6",
        "1 1 1 4",
        "1 1 1 4 4 5 5 6 6 6 6",
        "1 1 1 4 4 5 5 6 6 6 7 7",
        "1 1 1 4 4 4 4",
        "1 1 1 2 2 2 3 3 3 3 3",
        "''",
        "2 2 2 2 2 2 2 2 2 2 2 2",
        "1 2 3 3 3 7 7 7 7 7 7 7 7"
    })
    void convergesFromAnyLogInFewSteps(String followersLog) {
        Scripted leader = Scripted.of(3, StreamJournal.holding(7, 0, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6))
                .leads();
        StreamJournal past = StreamJournal.holding(7, 0, terms(followersLog));
        Scripted follower = new Scripted(2, Scripted.members(3), past, Scripted.CONFIG);
        for (int step = 0; step < 5; step++) {
            follower.hears(1, leader.lastAppend(2));
            leader.hears(2, follower.lastReply(1)).turn();
        }
        assertThat(follower.terms()).isEqualTo(leader.terms());
        assertThat(leader.raft.commitIndex()).isEqualTo(11);
        for (long index = 11; index <= follower.raft.lastIndex(); index++) {
            assertThat(follower.entry(index)).isEqualTo(leader.entry(index));
        }
    }

    /** However absurd the hint, the leader stays within its log and beyond what the peer acknowledged. */
    @ParameterizedTest
    @CsvSource({"0, -5", "0, 99", "99, 99", "-1, -1", "5, 0"})
    void survivesAbsurdHints(long conflictTerm, long conflictIndex) {
        Scripted node = Scripted.of(3, StreamJournal.holding(7, 0, 1, 1, 5)).leads();
        node.hears(2, node.lastAppend(2).conflict(conflictTerm, conflictIndex)).turns(2);
        assertThat(node.lastAppend(2).prevLogIndex()).isBetween(0L, 3L);
    }
}
