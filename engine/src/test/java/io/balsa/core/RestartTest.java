package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node is after a restart: a function of what was durable (§5.1, §5.5; design rule 10, invariant 18). */
class RestartTest {
    /** Figure 2: term, vote and log are persistent; commitIndex, leader and role are not. */
    @Test
    void remembersTermVoteAndLogAndNothingElse() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn().acknowledge(2).turn();
        Scripted again = Scripted.of(3, node.journal.afterCrash(0));
        assertThat(again.raft.term()).isEqualTo(1);
        assertThat(again.raft.votedFor()).isEqualTo(1);
        assertThat(again.terms()).containsExactly(1L, 1L);
        assertThat(again.raft.durableIndex()).isEqualTo(2);
        assertThat(again.raft.commitIndex()).isZero();
        assertThat(again.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(again.raft.leaderId()).isZero();
    }

    /** What was not durable is gone. */
    @Test
    void forgetsWhatWasNotDurable() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1).entries(1));
        node.diskIsFast = false;
        node.hears(2, Message.Append.of(1).request(2).after(1, 1).entries(1));
        node.hears(3, Message.VoteRequest.vote(1, 9, 9));
        assertThat(Scripted.of(3, node.journal.afterCrash(0)).terms()).containsExactly(1L);
        assertThat(Scripted.of(3, node.journal.afterCrash(1)).terms()).containsExactly(1L, 1L);
    }

    /** Rule 10: it never leads again in the same term; a candidate that restarts campaigns in a later one. */
    @Test
    void neverLeadsAgainInTheSameTerm() {
        Scripted node = Scripted.of(3).leads();
        Scripted again = Scripted.of(3, node.journal.afterCrash(0));
        again.hears(2, new Message.VoteReply(io.balsa.codec.VoteKind.VOTE, 1, 2, true));
        again.hears(3, new Message.VoteReply(io.balsa.codec.VoteKind.VOTE, 1, 2, true));
        assertThat(again.raft.role()).isEqualTo(RoleName.FOLLOWER);
        again.leads();
        assertThat(again.raft.role()).isEqualTo(RoleName.LEADER);
        assertThat(again.raft.term()).isEqualTo(2);
    }

    /** Rule 10: what is applied never passes commit, so nothing counts as committed until a leader says so. */
    @Test
    void commitsNothingOfItsOldLogByItself() {
        Scripted node = Scripted.of(3, StreamJournal.holding(3, 0, 1, 2, 3)).turns(5);
        assertThat(node.raft.commitIndex()).isZero();
        node.hears(2, Message.Append.of(3).after(3, 3).commit(2));
        assertThat(node.raft.commitIndex()).isEqualTo(2);
    }

    /** §5.3: a restarted follower takes up where its log ends. */
    @Test
    void takesUpWhereItsLogEnds() {
        Scripted node = Scripted.of(3, StreamJournal.holding(3, 0, 1, 2, 3));
        node.hears(2, Message.Append.of(3).after(3, 3).entries(3));
        assertThat(node.terms()).containsExactly(1L, 2L, 3L, 3L);
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(4);
    }

    /** A truncation that was durable stays: nothing truncated comes back. */
    @Test
    void bringsNothingBackThatWasTruncated() {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1, 1, 1, 1));
        node.hears(2, Message.Append.of(2).after(1, 1).entries(2));
        assertThat(Scripted.of(3, node.journal.afterCrash(0)).terms()).containsExactly(1L, 2L);
    }

    /** The cluster's time never falls along the log, also when the clock of the next leader is behind. */
    @Test
    void goesOnWithTheTimeOfItsLog() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.nowNs += 1_000_000 * Scripted.MS;
        node.append("late");
        node.turn().acknowledge(2).turn();
        EntryFrame entry = new EntryFrame();
        assertThat(node.raft.entryAt(node.raft.lastIndex(), entry)).isTrue();
        long timeMs = entry.clusterTimeMs();
        assertThat(timeMs).isPositive();
        Scripted again = Scripted.of(3, node.journal.afterCrash(0)).leads();
        assertThat(again.raft.entryAt(again.raft.lastIndex(), entry)).isTrue();
        assertThat(entry.clusterTimeMs()).isGreaterThanOrEqualTo(timeMs);
    }

    /** §6: the latest configuration in the log is in force, and counts more than the one it is started with. */
    @Test
    void takesItsMembersFromTheLog() {
        Scripted node = Scripted.of(3).leadsEstablished();
        Scripted again = Scripted.of(5, node.journal.afterCrash(0));
        assertThat(again.raft.membership()).isEqualTo(Scripted.members(3));
    }

    /** §6: a configuration counts as soon as it is in the log, committed or not, and one truncated counts no more. */
    @Test
    void restoresTheConfigurationBeforeWhenTheLastIsTruncated() {
        Membership five = Scripted.members(5);
        String payload = new String(MembershipCodec.encode(five), java.nio.charset.StandardCharsets.ISO_8859_1);
        Message.Entry entry = new Message.Entry(1, 1, EntryType.CONFIGURATION, payload);
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1).with(List.of(entry)));
        assertThat(node.raft.membership()).isEqualTo(five);
        node.hears(3, Message.Append.of(2).entries(2));
        assertThat(node.raft.membership()).isEqualTo(Scripted.members(3));
    }
}
