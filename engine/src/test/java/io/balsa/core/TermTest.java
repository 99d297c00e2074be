package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Terms (§5.1; Figure 2, "Rules for Servers: all servers"). */
class TermTest {
    private static Scripted in(RoleName role) {
        Scripted node = Scripted.of(3);
        switch (role) {
            case FOLLOWER -> node.hears(2, Message.Append.of(1));
            case CANDIDATE -> node.campaigns();
            case LEADER -> node.leads();
        }
        assertThat(node.raft.role()).isEqualTo(role);
        assertThat(node.raft.term()).isEqualTo(1);
        return node;
    }

    /** §5.1: who sees a larger term adopts it, and a candidate or leader becomes a follower at once. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void anAppendOfALaterTermIsFollowed(RoleName role) {
        Scripted node = in(role).hears(3, Message.Append.of(4));
        assertThat(node.raft.term()).isEqualTo(4);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.raft.leaderId()).isEqualTo(3);
    }

    /** §5.1, for replies: also an answer can bring a later term. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void aReplyOfALaterTermIsFollowed(RoleName role) {
        Scripted refused = in(role).hears(3, Message.VoteRequest.vote(1, 0, 0).refused(5));
        assertThat(refused.raft.term()).isEqualTo(5);
        assertThat(refused.raft.role()).isEqualTo(RoleName.FOLLOWER);
        Scripted stale = in(role).hears(3, Message.Append.of(1).staleIn(6));
        assertThat(stale.raft.term()).isEqualTo(6);
        assertThat(stale.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(stale.raft.leaderId()).isZero();
    }

    /** §5.1, for requests of votes, as far as stickiness admits them (dissertation §4.2.3). */
    @Test
    void aCandidateFollowsARequestForAVoteOfALaterTerm() {
        Scripted node = in(RoleName.CANDIDATE).hears(3, Message.VoteRequest.vote(2, 0, 0));
        assertThat(node.raft.term()).isEqualTo(2);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.raft.votedFor()).isEqualTo(3);
    }

    /** §5.1 and Figure 2, AppendEntries 1: a request with an older term is refused, and told the present one. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void anAppendOfAnOlderTermIsRefused(RoleName role) {
        Scripted node = in(role);
        node.hears(3, Message.Append.of(4));
        node.hears(2, Message.Append.of(3).request(9).entries(3));
        assertThat(node.lastReply(2).result()).isEqualTo(AppendResult.STALE_TERM);
        assertThat(node.lastReply(2).term()).isEqualTo(4);
        assertThat(node.lastReply(2).requestId()).isEqualTo(9);
        assertThat(node.raft.lastIndex()).isEqualTo(role == RoleName.LEADER ? 1 : 0);
        assertThat(node.raft.leaderId()).isEqualTo(3);
    }

    /** Figure 2, RequestVote 1: false when the request's term is older. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void aRequestForAVoteOfAnOlderTermIsRefused(RoleName role) {
        Scripted node = in(role);
        node.hears(2, Message.VoteRequest.vote(0, 7, 0));
        Message.VoteReply reply = node.sentTo(2, Message.VoteReply.class).getLast();
        assertThat(reply.granted()).isFalse();
        assertThat(reply.term()).isEqualTo(1);
    }

    /** §5.1: what belongs to an older term moves nothing, although its request identity is one of this leadership too. */
    @Test
    void repliesOfAnOlderTermAreIgnored() {
        Scripted node = in(RoleName.LEADER);
        node.hears(2, node.lastAppend(2).accepted());
        node.append("a");
        node.append("b");
        node.turn();
        Message.Append lost = node.lastAppend(2);
        node.hears(3, Message.Append.of(2).after(1, 1).entries(2));
        node.leads().pass(Scripted.HEARTBEAT_MS).pass(Scripted.HEARTBEAT_MS);
        assertThat(node.terms()).containsExactly(1L, 2L, 3L);
        node.hears(2, lost.accepted(3));
        assertThat(node.raft.commitIndex()).isEqualTo(1);
        node.hears(2, node.lastAppend(2).accepted()).hears(2, node.lastAppend(2).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(3);
    }

    /** Dissertation §9.6: asking whether one would be voted for changes nobody's term. */
    @ParameterizedTest
    @EnumSource(RoleName.class)
    void aRequestForAPreVoteChangesNoTerm(RoleName role) {
        Scripted node = in(role).hears(3, Message.VoteRequest.preVote(9, 9, 8));
        assertThat(node.raft.term()).isEqualTo(1);
        assertThat(node.raft.role()).isEqualTo(role);
    }

    /** Dissertation §9.6: nor does the grant of one, although it names the term asked for. */
    @Test
    void aLateGrantOfAPreVoteChangesNoTerm() {
        Scripted node = Scripted.of(3).timesOut();
        Message.VoteReply grant = node.lastVoteRequest(2).granted();
        node.hears(3, Message.Append.of(0));
        node.hears(2, grant);
        assertThat(node.raft.term()).isZero();
    }

    /** Rule 1: the present term leaves in no message before it is durable. */
    @Test
    void aNewTermIsDurableBeforeAnythingSaysIt() {
        Scripted node = in(RoleName.FOLLOWER);
        node.sent().clear();
        node.diskIsFast = false;
        node.hears(3, Message.Append.of(2));
        node.hears(2, Message.Append.of(1));
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.hears(2, Message.VoteRequest.preVote(2, 0, 0));
        assertThat(node.sent()).isEmpty();
        node.sync();
        node.turn();
        assertThat(node.lastReply(3).term()).isEqualTo(2);
    }
}
