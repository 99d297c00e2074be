package io.balsa.core;

import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.RoleName;
import io.balsa.spi.JournalException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a node votes (§5.2, §5.4.1; dissertation §4.2.3, §9.6; design rules 1, 2, 4, 5). */
class VotingTest {
    private static List<Message.VoteReply> replies(Scripted node) {
        return node.sent(Message.VoteReply.class);
    }

    /** §5.2: each server votes for at most one candidate in a term, first come, first served. */
    @Test
    void votesForTheFirstCandidateOfATermOnly() {
        Scripted node = Scripted.of(3);
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.hears(3, Message.VoteRequest.vote(1, 0, 0));
        assertThat(node.sentTo(2, Message.VoteReply.class))
                .extracting(Message.VoteReply::granted)
                .containsExactly(true);
        assertThat(node.sentTo(3, Message.VoteReply.class))
                .extracting(Message.VoteReply::granted)
                .containsExactly(false);
        assertThat(node.raft.votedFor()).isEqualTo(2);
    }

    /** §5.5: requests are idempotent; the same candidate is granted again, for the campaign it asks in. */
    @Test
    void grantsTheSameCandidateAgain() {
        Scripted node = Scripted.of(3);
        node.hears(2, Message.VoteRequest.vote(1, 0, 0).campaign(5));
        node.hears(2, Message.VoteRequest.vote(1, 0, 0).campaign(6));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true, true);
        assertThat(replies(node)).extracting(Message.VoteReply::campaignId).containsExactly(5L, 6L);
    }

    /** Figure 2, RequestVote 2: the vote is free again in a later term. */
    @Test
    void votesAnewInALaterTerm() {
        Scripted node = Scripted.of(3);
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.hears(3, Message.VoteRequest.vote(2, 0, 0));
        assertThat(node.raft.term()).isEqualTo(2);
        assertThat(node.raft.votedFor()).isEqualTo(3);
    }

    /** §5.2: a candidate voted for itself. */
    @Test
    void refusesAnotherCandidateOfItsOwnTermWhileItCampaigns() {
        Scripted node = Scripted.of(3).campaigns().hears(2, Message.VoteRequest.vote(1, 9, 0));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(false);
        assertThat(node.raft.votedFor()).isEqualTo(1);
    }

    /** §5.4.1 and rule 4: the later last term is more up to date; of equal terms the longer log. */
    @ParameterizedTest
    @CsvSource({"3, 3, true", "4, 3, true", "2, 3, false", "1, 4, true", "9, 2, false", "3, 2, false", "0, 0, false"})
    void votesOnlyForALogAtLeastAsUpToDate(long lastIndex, long lastTerm, boolean granted) {
        Scripted node = Scripted.of(3, StreamJournal.holding(5, 0, 1, 3, 3));
        node.hears(2, Message.VoteRequest.vote(6, lastIndex, lastTerm));
        assertThat(node.raft.votedFor()).isEqualTo(granted ? 2 : 0);
        assertThat(node.raft.term()).isEqualTo(6);
        Scripted asked = Scripted.of(3, StreamJournal.holding(5, 0, 1, 3, 3));
        asked.hears(2, Message.VoteRequest.preVote(6, lastIndex, lastTerm));
        assertThat(replies(asked).getFirst().granted()).isEqualTo(granted);
    }

    /** Figure 2, "persistent state", and rule 1: a vote leaves only once it is durable. */
    @Test
    void holdsItsVoteUntilItIsDurable() {
        Scripted node = Scripted.of(3);
        node.diskIsFast = false;
        node.hears(2, Message.VoteRequest.vote(1, 0, 0)).turns(3);
        assertThat(node.sent()).isEmpty();
        node.sync();
        assertThat(node.journal.durable().term()).isEqualTo(1);
        assertThat(node.journal.durable().votedFor()).isEqualTo(2);
        node.turn();
        assertThat(replies(node))
                .containsExactly(Message.VoteRequest.vote(1, 0, 0).granted());
    }

    /** Rule 1: term and vote are written together, once. */
    @Test
    void writesTermAndVoteTogetherAndOnce() {
        Scripted node = Scripted.of(3);
        node.diskIsFast = false;
        node.hears(2, Message.VoteRequest.vote(4, 0, 0));
        node.hears(2, Message.VoteRequest.vote(4, 0, 0));
        assertThat(node.journal.pending()).isEqualTo(1);
        assertThat(node.journal.flushes()).isPositive();
    }

    /** Rules 1 and 19: a failed write is no grant, and the node stops. */
    @Test
    void grantsNothingWhenTheWriteFails() {
        Scripted node = Scripted.of(3);
        node.journal.fail();
        assertThatThrownBy(() -> node.hears(2, Message.VoteRequest.vote(1, 0, 0)))
                .isInstanceOf(JournalException.class);
        assertThat(node.sent()).isEmpty();
    }

    /** Rule 1: a vote that was overtaken by a later term while it waited for the disk is owed no more. */
    @Test
    void forgetsTheVoteOwedWhenALaterTermComes() {
        Scripted node = Scripted.of(3);
        node.diskIsFast = false;
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.hears(3, Message.VoteRequest.vote(2, 0, 0));
        node.sync();
        node.turn();
        assertThat(node.sent())
                .containsExactly(
                        new Scripted.Sent(3, Message.VoteRequest.vote(2, 0, 0).granted()));
    }

    /** §5.5: a grant for which the link had no room leaves later. */
    @Test
    void sendsItsVoteLaterWhenTheLinkHadNoRoom() {
        Scripted node = Scripted.of(3);
        node.links.withoutRoom.add(2);
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.links.withoutRoom.clear();
        node.turns(3);
        assertThat(replies(node)).hasSize(1);
    }

    /** Rule 2: stepping down in the same term keeps the vote. */
    @Test
    void keepsItsVoteWhenItStepsDown() {
        Scripted candidate = Scripted.of(3).campaigns().hears(3, Message.Append.of(1));
        assertThat(candidate.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(candidate.raft.votedFor()).isEqualTo(1);
        Scripted leader = Scripted.of(3).leads().pass(2 * TIMEOUT_MS);
        assertThat(leader.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(leader.raft.term()).isEqualTo(1);
        assertThat(leader.raft.votedFor()).isEqualTo(1);
        leader.hears(2, Message.VoteRequest.vote(1, 9, 1));
        assertThat(replies(leader)).extracting(Message.VoteReply::granted).containsExactly(false);
    }

    /** §5.2 and rule 5: a vote that was granted buys the candidate time. */
    @Test
    void waitsAnElectionTimeoutAfterItGrantedAVote() {
        Scripted node = Scripted.of(3).pass(TIMEOUT_MS - 1);
        node.hears(2, Message.VoteRequest.vote(1, 0, 0));
        node.pass(TIMEOUT_MS - 1);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        node.pass(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** Rule 5: a vote that was refused, or a pre-vote however answered, buys nobody time. */
    @ParameterizedTest
    @CsvSource({"VOTE, 0", "PRE_VOTE, 0", "PRE_VOTE, 1"})
    void doesNotWaitLongerAfterItRefusedAVoteOrAnsweredAPreVote(String kind, long lastIndex) {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1)).pass(TIMEOUT_MS - 1);
        boolean preVote = kind.equals("PRE_VOTE");
        node.hears(
                2,
                preVote
                        ? Message.VoteRequest.preVote(2, lastIndex, lastIndex)
                        : Message.VoteRequest.vote(2, lastIndex, lastIndex));
        node.pass(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** Rule 5, for candidates: a later term whose candidate it refuses buys that candidate no time either. */
    @Test
    void doesNotWaitLongerWhenALaterTermEndsItsCampaign() {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1)).timesOut();
        node.pass(TIMEOUT_MS - 1);
        node.hears(2, Message.VoteRequest.vote(3, 0, 0));
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        node.pass(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
        assertThat(node.raft.term()).isEqualTo(3);
    }

    /** Dissertation §4.2.3: within the shortest timeout of hearing a leader it neither votes nor enters the term. */
    @Test
    void ignoresCandidatesWhileItHearsALeader() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.pass(TIMEOUT_MS - 1);
        node.hears(3, Message.VoteRequest.vote(2, 9, 1));
        node.hears(3, Message.VoteRequest.preVote(2, 9, 1));
        assertThat(node.raft.term()).isEqualTo(1);
        assertThat(node.raft.votedFor()).isZero();
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(false, false);
        assertThat(replies(node)).extracting(Message.VoteReply::term).containsExactly(1L, 1L);
    }

    /** Dissertation §4.2.3: after it, it does. */
    @Test
    void votesOnceItsLeaderHasBeenSilentForTheShortestTimeout() {
        Scripted node = Scripted.of(3);
        node.luck = 10 * Scripted.MS;
        node.hears(2, Message.Append.of(1));
        node.pass(TIMEOUT_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        node.hears(3, Message.VoteRequest.preVote(2, 0, 0));
        node.hears(3, Message.VoteRequest.vote(2, 0, 0));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true, true);
    }

    /** Dissertation §4.2.3: a later term has deposed the leader it heard; nothing is left to stick to. */
    @Test
    void votesAtOnceWhenALaterTermHasDeposedTheLeaderItHeard() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.hears(3, Message.VoteRequest.vote(2, 0, 0).refused(2));
        node.hears(3, Message.VoteRequest.vote(3, 0, 0));
        assertThat(node.raft.term()).isEqualTo(3);
        assertThat(node.raft.votedFor()).isEqualTo(3);
    }

    /** Dissertation §4.2.3: a leader hears itself. */
    @Test
    void ignoresCandidatesWhileItLeads() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.hears(3, Message.VoteRequest.vote(2, 9, 1)).hears(3, Message.VoteRequest.preVote(2, 9, 1));
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        assertThat(node.raft.term()).isEqualTo(1);
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(false, false);
    }

    /** A free vote of a term that has a leader already is kept: that leader may have needed it. */
    @Test
    void doesNotVoteInATermWhoseLeaderItKnows() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.luck = 10 * Scripted.MS;
        node.hears(2, Message.Append.of(1)).pass(TIMEOUT_MS);
        node.hears(3, Message.VoteRequest.vote(1, 9, 1));
        assertThat(node.raft.votedFor()).isZero();
    }

    /** Dissertation §9.6: a pre-vote binds nobody: all who could win hear so, and nothing is written. */
    @Test
    void grantsPreVotesToEveryoneWhoCouldWin() {
        Scripted node = Scripted.of(3);
        node.hears(2, Message.VoteRequest.preVote(1, 0, 0)).hears(3, Message.VoteRequest.preVote(1, 0, 0));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true, true);
        assertThat(replies(node)).extracting(Message.VoteReply::term).containsExactly(1L, 1L);
        assertThat(node.raft.term()).isZero();
        assertThat(node.raft.votedFor()).isZero();
        assertThat(node.journal.durable().term()).isZero();
    }

    /** Of two that ask at the same time one must go on alone, or both would vote for themselves. */
    @Test
    void yieldsToTheLowerIdOfTwoThatAskForPreVotesAtTheSameTime() {
        for (int asker : new int[] {1, 3}) {
            Scripted node = new Scripted(2, Scripted.members(3), new StreamJournal(), Scripted.CONFIG).timesOut();
            node.hears(asker, Message.VoteRequest.preVote(1, 0, 0));
            assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(asker == 1);
        }
    }

    /** Its vote was not to be had anyway, and nobody else may be there. */
    @Test
    void yieldsAtOnceToALogThatIsAheadOfItsOwn() {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1)).timesOut();
        node.hears(2, Message.VoteRequest.preVote(2, 5, 1));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true);
    }

    /** So it is with one that refused its pre-vote, because it heard the leader a little longer. */
    @Test
    void yieldsAtOnceToOneThatRefusedItsPreVote() {
        Scripted node = Scripted.of(3).timesOut();
        node.hears(2, node.lastVoteRequest(2).refused(0));
        node.hears(2, Message.VoteRequest.preVote(1, 0, 0));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true);
    }

    /** It would split the votes of those who granted both. */
    @Test
    void waitsWithItsOwnCampaignForAMomentOnceItYielded() {
        Scripted node = new Scripted(3, Scripted.members(5), new StreamJournal(), Scripted.CONFIG).timesOut();
        node.hears(2, Message.VoteRequest.preVote(1, 0, 0));
        node.deliver(4, node.lastVoteRequest(4).granted())
                .hears(5, node.lastVoteRequest(5).granted());
        assertThat(node.raft.term()).isZero();
        node.pass(TIMEOUT_MS / 8 + 1);
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** Those who refused may have asked themselves at the same time, and yield a moment later. */
    @Test
    void asksThoseOnceMoreWhoRefusedItsPreVote() {
        Scripted node = Scripted.of(3).timesOut();
        node.hears(2, node.lastVoteRequest(2).refused(0));
        node.sent().clear();
        node.pass(TIMEOUT_MS / 8 + 1);
        assertThat(node.sentTo(2, Message.VoteRequest.class)).hasSize(1);
        assertThat(node.sentTo(3, Message.VoteRequest.class)).isEmpty();
        node.hears(2, node.lastVoteRequest(2).granted());
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** A node that cannot win must not keep those from it who can. */
    @Test
    void yieldsToEveryoneOnceItsOwnQuestionIsOld() {
        Scripted node = Scripted.of(3).timesOut().pass(TIMEOUT_MS / 8 + 1);
        node.hears(2, Message.VoteRequest.preVote(1, 0, 0));
        assertThat(replies(node)).extracting(Message.VoteReply::granted).containsExactly(true);
    }

    /** Dissertation §9.6: a pre-vote is granted for a later term only. */
    @Test
    void refusesAPreVoteForATermItIsInAlready() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0));
        node.hears(2, Message.VoteRequest.preVote(4, 9, 3));
        assertThat(replies(node))
                .containsExactly(Message.VoteRequest.preVote(4, 9, 3).refused(4));
    }

    /** Figure 2: the vote is persistent state. */
    @Test
    void remembersItsVoteAfterARestart() {
        Scripted node = Scripted.of(3).hears(2, Message.VoteRequest.vote(3, 0, 0));
        Scripted again = Scripted.of(3, node.journal.afterCrash(0));
        assertThat(again.raft.term()).isEqualTo(3);
        assertThat(again.raft.votedFor()).isEqualTo(2);
        again.hears(3, Message.VoteRequest.vote(3, 9, 9)).hears(2, Message.VoteRequest.vote(3, 0, 0));
        assertThat(again.sentTo(3, Message.VoteReply.class).getLast().granted()).isFalse();
        assertThat(again.sentTo(2, Message.VoteReply.class).getLast().granted()).isTrue();
    }
}
