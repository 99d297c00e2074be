package io.balsa.core;

import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a follower does with an append (§5.3; Figure 2, "AppendEntries: receiver"; design rules 5 to 8). */
class FollowerAppendTest {
    private static Scripted holding(long... terms) {
        return Scripted.of(3, StreamJournal.holding(terms[terms.length - 1], 0, terms));
    }

    /** Figure 2, AppendEntries 2: no entry at prevLogIndex with prevLogTerm, no success. */
    @ParameterizedTest
    @CsvSource({"3, 3", "2, 3", "4, 4", "1, 2"})
    void refusesEntriesThatDoNotFollowItsLog(long prevIndex, long prevTerm) {
        Scripted node = holding(1, 2);
        node.hears(2, Message.Append.of(5).after(prevIndex, prevTerm).entries(5));
        assertThat(node.lastReply(2).result()).isEqualTo(AppendResult.CONFLICT);
        assertThat(node.lastReply(2).rejectedIndex()).isEqualTo(prevIndex);
        assertThat(node.terms()).containsExactly(1L, 2L);
    }

    /** Figure 2, AppendEntries 4: appends new entries that follow. */
    @Test
    void appendsEntriesThatFollowItsLog() {
        Scripted node = holding(1, 2);
        Message.Append append =
                Message.Append.of(5).request(8).round(3).after(2, 2).entries(4, 5);
        node.hears(2, append);
        assertThat(node.terms()).containsExactly(1L, 2L, 4L, 5L);
        assertThat(node.entry(4)).isEqualTo(Message.Entry.command(4, 5));
        assertThat(node.lastReply(2)).isEqualTo(append.accepted(4));
    }

    /** Figure 2, AppendEntries 3: an entry that conflicts with a new one is deleted, with all that follow it. */
    @Test
    void deletesAConflictingEntryAndAllThatFollow() {
        Scripted node = holding(1, 2, 2, 2);
        node.hears(2, Message.Append.of(5).after(1, 1).entries(2, 5));
        assertThat(node.terms()).containsExactly(1L, 2L, 5L);
        assertThat(node.truncations).containsExactly(3L);
        assertThat(node.journal.durable().last()).isEqualTo(3);
    }

    /** §5.3, Figure 7: whatever its log is, it becomes the leader's up to the last entry it was sent. */
    @ParameterizedTest
    @CsvSource({
        "1 1 1 4 4 5 5 6 6",
        "1 1 1 4",
        "1 1 1 4 4 5 5 6 6 6 6",
        "1 1 1 4 4 5 5 6 6 6 7 7",
        "1 1 1 4 4 4 4",
        "1 1 1 2 2 2 3 3 3 3 3"
    })
    void takesOverTheLeadersLogWhateverItsOwnWas(String own) {
        long[] terms = java.util.Arrays.stream(own.split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        Scripted node = holding(terms);
        node.hears(2, Message.Append.of(8).after(3, 1).entries(4, 4, 5, 5, 6, 6, 6, 8));
        assertThat(node.terms()).containsExactly(1L, 1L, 1L, 4L, 4L, 5L, 5L, 6L, 6L, 6L, 8L);
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(11);
    }

    /** Rule 8: what only overlaps the log truncates nothing, not even when it is older and shorter. */
    @Test
    void truncatesNothingForAnAppendThatOnlyOverlaps() {
        Scripted node = holding(1, 2, 2, 2);
        node.hears(2, Message.Append.of(5).after(1, 1).entries(2));
        node.hears(2, Message.Append.of(5).request(2).after(0, 0).entries(1, 2));
        node.hears(2, Message.Append.of(5).request(3).after(1, 1));
        assertThat(node.terms()).containsExactly(1L, 2L, 2L, 2L);
        assertThat(node.truncations).isEmpty();
        assertThat(node.journal.pending()).isZero();
    }

    /** §5.5: requests are idempotent; what is in the log already is not written again. */
    @Test
    void writesDuplicatesOnce() {
        Scripted node = Scripted.of(3);
        Message.Append append = Message.Append.of(1).entries(1, 1);
        node.deliver(2, append).deliver(2, append).hears(2, append);
        node.diskIsFast = false;
        node.hears(2, append);
        assertThat(node.journal.pending()).isZero();
        assertThat(node.raft.lastIndex()).isEqualTo(2);
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(2);
    }

    /** Figure 2, AppendEntries 5, and rule 6: commit is the leader's, but no further than this request verified. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "3, 3", "9, 3"})
    void commitsWhatTheLeaderCommittedAsFarAsThisRequestVerified(long leaderCommit, long expected) {
        Scripted node = holding(1, 2, 2, 2, 2);
        node.hears(2, Message.Append.of(5).after(2, 2).entries(2).commit(leaderCommit));
        assertThat(node.raft.commitIndex()).isEqualTo(expected);
    }

    /** Rule 6, for heartbeats: the rest of its log may differ from the leader's. */
    @Test
    void commitsNothingBeyondAHeartbeatsPrevLogIndex() {
        Scripted node = holding(1, 2, 2, 2);
        node.hears(2, Message.Append.of(5).after(2, 2).commit(4));
        assertThat(node.raft.commitIndex()).isEqualTo(2);
    }

    /** Invariant 11: a late append with an older commit index takes nothing back. */
    @Test
    void neverLowersItsCommitIndex() {
        Scripted node = holding(1, 1, 1);
        node.hears(2, Message.Append.of(2).after(3, 1).commit(3));
        node.hears(2, Message.Append.of(2).after(3, 1).commit(1));
        assertThat(node.raft.commitIndex()).isEqualTo(3);
    }

    /** A refused append commits nothing, whatever it says. */
    @Test
    void commitsNothingOnARefusedAppend() {
        Scripted node = holding(1, 1, 1);
        node.hears(2, Message.Append.of(2).after(5, 2).commit(3));
        assertThat(node.raft.commitIndex()).isZero();
    }

    /** Design §2: one reply acknowledges everything that a turn brought. */
    @Test
    void answersATurnsAppendsWithOneReply() {
        Scripted node = Scripted.of(3);
        node.deliver(2, Message.Append.of(1).request(1).entries(1, 1));
        node.deliver(2, Message.Append.of(1).request(2).after(2, 1).entries(1));
        node.deliver(2, Message.Append.of(1).request(3).round(4).after(3, 1).entries(1));
        node.turn();
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(Message.Append.of(1).request(3).round(4).accepted(4));
    }

    /** Loss in the middle: what came before it is acknowledged first, for a refusal voids what was sent before. */
    @Test
    void acceptsWhatCameBeforeAGapAndThenRefusesWhatCameAfter() {
        Scripted node = Scripted.of(3);
        node.deliver(2, Message.Append.of(1).request(1).entries(1, 1));
        node.deliver(2, Message.Append.of(1).request(3).after(3, 1).entries(1));
        node.deliver(2, Message.Append.of(1).request(4).after(4, 1).entries(1));
        node.turn();
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(
                        Message.Append.of(1).request(1).accepted(2),
                        Message.Append.of(1).request(4).after(4, 1).conflict(0, 3));
    }

    /** Appends that overtook each other: what the refused one held is missed by the next append, not by a late refusal. */
    @Test
    void refusesNothingWhenTheGapWasFilledInTheSameTurn() {
        Scripted node = Scripted.of(3);
        node.deliver(2, Message.Append.of(1).request(2).after(2, 1).entries(1));
        node.deliver(2, Message.Append.of(1).request(1).entries(1, 1));
        node.turn();
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(Message.Append.of(1).request(1).accepted(2));
    }

    /** Rule 7: the reply echoes the newest request and round that it speaks for, whatever order they came in. */
    @Test
    void echoesTheNewestRequestAndRound() {
        Scripted node = Scripted.of(3);
        node.deliver(2, Message.Append.of(1).request(7).round(3).entries(1));
        node.hears(2, Message.Append.of(1).request(6).round(2));
        assertThat(node.lastReply(2).requestId()).isEqualTo(7);
        assertThat(node.lastReply(2).readRound()).isEqualTo(3);
    }

    /** Rule 7: request identities and what was verified belong to one leadership. */
    @Test
    void startsOverWithEachLeader() {
        Scripted node = Scripted.of(3);
        node.hears(2, Message.Append.of(1).request(70).round(30).entries(1, 1));
        node.hears(3, Message.Append.of(2).request(1).round(0));
        assertThat(node.lastReply(3)).isEqualTo(Message.Append.of(2).accepted(0));
    }

    /** §5.2 and rule 5: word from the current leader, entries or none, restarts the election timer. */
    @Test
    void restartsItsElectionTimerWithEachAppendOfTheLeader() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.pass(TIMEOUT_MS - 1).hears(2, Message.Append.of(1).request(2).entries(1));
        node.pass(TIMEOUT_MS - 1).hears(2, Message.Append.of(1).request(3).after(1, 1));
        node.pass(TIMEOUT_MS - 1);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
    }

    /** Rule 5: word from a deposed leader does not. */
    @Test
    void doesNotRestartItsElectionTimerForADeposedLeader() {
        Scripted node = Scripted.of(3).hears(3, Message.Append.of(2));
        node.pass(TIMEOUT_MS - 1).hears(2, Message.Append.of(1));
        node.pass(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** A link without room: the reply is owed until it leaves. */
    @Test
    void repliesLaterWhenTheLinkHadNoRoom() {
        Scripted node = Scripted.of(3);
        node.links.withoutRoom.add(2);
        node.hears(2, Message.Append.of(1).entries(1));
        node.links.withoutRoom.clear();
        node.turns(3);
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(Message.Append.of(1).accepted(1));
    }

    /** Rule 8: what was purged was committed, and so agrees. */
    @Test
    void takesAPurgedPrevLogIndexForAgreement() {
        StreamJournal past = StreamJournal.holding(2, 0, 1, 1, 1, 1, 2);
        past.purgeBefore(4);
        Scripted node = Scripted.of(3, past.afterCrash(0));
        assertThat(node.raft.firstIndex()).isEqualTo(4);
        node.hears(2, Message.Append.of(3).after(1, 1).entries(1, 1, 1, 2, 3).commit(6));
        assertThat(node.lastReply(2).result()).isEqualTo(AppendResult.ACCEPTED);
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(6);
        assertThat(node.terms()).containsExactly(1L, 2L, 3L);
    }

    /** The whole log may be behind what the append brings of the purged part. */
    @Test
    void takesAnAppendThatLiesWhollyInThePurgedPart() {
        StreamJournal past = StreamJournal.holding(2, 0, 1, 1, 1, 1, 2);
        past.purgeBefore(4);
        Scripted node = Scripted.of(3, past.afterCrash(0));
        node.hears(2, Message.Append.of(3).after(0, 0).entries(1, 1).commit(2));
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(2);
        assertThat(node.raft.commitIndex()).isEqualTo(3);
        assertThat(node.terms()).containsExactly(1L, 2L);
    }
}
