package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.MS;
import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.EntryType;
import io.balsa.codec.VoteKind;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a node comes to lead (§5.2, pre-vote of dissertation §9.6; design rule 3). */
class ElectionTest {
    /** §5.2: servers start as followers. */
    @Test
    void startsAsFollower() {
        assertThat(Scripted.of(3).raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(Scripted.of(3).sent()).isEmpty();
    }

    /** §5.2: a server remains a follower as long as it hears from a leader. */
    @Test
    void remainsAFollowerWhileItHearsALeader() {
        Scripted node = Scripted.of(3);
        for (int i = 0; i < 20; i++) {
            node.deliver(2, Message.Append.of(1)).pass(TIMEOUT_MS - 1);
        }
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.raft.leaderId()).isEqualTo(2);
    }

    /** §5.2: after standing still for long it listens first: what waited to be read is word from a leader. */
    @Test
    void hearsWhatWaitedBeforeItTakesTheSilenceForADeath() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.deliver(2, Message.Append.of(1)).pass(50 * TIMEOUT_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.sent(Message.VoteRequest.class)).isEmpty();
    }

    /** §5.2: hearing nothing over a period called the election timeout, it begins an election; §9.6: with a pre-vote. */
    @Test
    void asksForPreVotesWhenItHearsNothingForAnElectionTimeout() {
        Scripted node = Scripted.of(3, StreamJournal.holding(5, 2, 1, 4));
        node.pass(TIMEOUT_MS - 1);
        assertThat(node.sent()).isEmpty();
        node.pass(1);
        Message asked = new Message.VoteRequest(VoteKind.PRE_VOTE, 6, 1, 2, 4);
        assertThat(node.sent()).containsExactly(new Scripted.Sent(2, asked), new Scripted.Sent(3, asked));
        assertThat(node.raft.leaderId()).isZero();
    }

    /** §9.6: a pre-vote changes neither term nor vote. */
    @Test
    void keepsTermAndVoteWhileItAsksForPreVotes() {
        Scripted node = Scripted.of(3, StreamJournal.holding(5, 2)).timesOut();
        assertThat(node.raft.term()).isEqualTo(5);
        assertThat(node.raft.votedFor()).isEqualTo(2);
    }

    /** §9.6: only when a majority would vote for it does it increment its term. */
    @Test
    void staysInItsTermWithoutAMajorityOfPreVotes() {
        Scripted node = Scripted.of(5).timesOut();
        node.hears(2, node.lastVoteRequest(2).granted());
        assertThat(node.raft.term()).isZero();
        node.hears(3, node.lastVoteRequest(3).granted());
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** §5.2: it increments its term, votes for itself, and asks each of the others in parallel. */
    @Test
    void campaignsInTheNextTermWithItsOwnVote() {
        Scripted node = Scripted.of(3, StreamJournal.holding(5, 2, 1, 4)).campaigns();
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
        assertThat(node.raft.term()).isEqualTo(6);
        assertThat(node.raft.votedFor()).isEqualTo(1);
        Message asked = new Message.VoteRequest(VoteKind.VOTE, 6, 2, 2, 4);
        assertThat(node.sent()).contains(new Scripted.Sent(2, asked), new Scripted.Sent(3, asked));
    }

    /** Figure 2, "Candidates": votes from a majority make it leader; fewer, or refusals, leave it a candidate. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, LEADER",
        "2, 0, CANDIDATE",
        "2, 1, LEADER",
        "3, 0, CANDIDATE",
        "3, 1, LEADER",
        "4, 1, CANDIDATE",
        "4, 2, LEADER",
        "5, 1, CANDIDATE",
        "5, 2, LEADER",
        "6, 2, CANDIDATE",
        "6, 3, LEADER"
    })
    void leadsWithVotesOfAMajority(int size, int grants, RoleName role) {
        Scripted node = Scripted.of(size).campaigns();
        for (int peer : node.peers()) {
            Message.VoteRequest request = node.lastVoteRequest(peer);
            node.deliver(peer, peer < 2 + grants ? request.granted() : request.refused(1));
        }
        node.turn();
        assertThat(node.raft.role()).isEqualTo(role);
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** §5.2: each server votes at most once, so the same voter's answers count once. */
    @Test
    void countsEachVoterOnce() {
        Scripted node = Scripted.of(5).campaigns();
        Message.VoteReply grant = node.lastVoteRequest(2).granted();
        node.deliver(2, grant).deliver(2, grant).hears(2, grant);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** Rule 3: a pre-vote grant is not a vote. */
    @Test
    void doesNotCountPreVotesAsVotes() {
        Scripted node = Scripted.of(3).timesOut();
        Message.VoteReply preVote = node.lastVoteRequest(2).granted();
        node.hears(2, preVote).turns(2);
        long campaign = node.lastVoteRequest(2).campaignId();
        node.hears(2, preVote);
        node.hears(3, new Message.VoteReply(VoteKind.PRE_VOTE, 1, campaign, true));
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** Rule 3: a vote is not a pre-vote either; it may be one of an earlier campaign in the same term. */
    @Test
    void doesNotCountVotesAsPreVotes() {
        Scripted node = Scripted.of(3).timesOut();
        long campaign = node.lastVoteRequest(2).campaignId();
        node.hears(2, new Message.VoteReply(VoteKind.VOTE, 0, campaign, true));
        assertThat(node.raft.term()).isZero();
    }

    /** Rule 3: only replies to the current campaign count. */
    @Test
    void doesNotCountRepliesToAnEarlierCampaign() {
        Scripted node = Scripted.of(3).timesOut();
        Message.VoteReply first = node.lastVoteRequest(2).granted();
        node.timesOut();
        node.hears(2, first);
        assertThat(node.raft.term()).isZero();
        node.hears(2, node.lastVoteRequest(2).granted());
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** §5.2: votes of strangers and learners are none (rule 11). */
    @Test
    void doesNotCountThoseWhoAreNoVoters() {
        Membership three = Scripted.members(3);
        Membership members = new Membership(
                three.voters(), List.of(), List.of(new Member(9, "host9:9000", Member.DEFAULT_PRIORITY)));
        Scripted node = new Scripted(members, new StreamJournal(), Scripted.CONFIG).timesOut();
        assertThat(node.sentTo(9, Message.VoteRequest.class)).isEmpty();
        node.deliver(9, node.lastVoteRequest(2).granted())
                .hears(8, node.lastVoteRequest(2).granted());
        assertThat(node.raft.term()).isZero();
    }

    /** Dissertation §4.2.1: a learner never campaigns. */
    @Test
    void doesNotCampaignAsALearner() {
        List<Member> all = Scripted.members(3).voters();
        Membership members = new Membership(all.subList(1, 3), List.of(), all.subList(0, 1));
        Scripted node = new Scripted(members, new StreamJournal(), Scripted.CONFIG);
        node.timesOut().timesOut();
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.sent()).isEmpty();
    }

    /** §5.2: a candidate that hears a leader of at least its own term recognizes it and follows. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void followsALeaderThatAppearsWhileItCampaigns(long leadersTerm) {
        Scripted node = Scripted.of(3).campaigns().hears(3, Message.Append.of(leadersTerm));
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.raft.leaderId()).isEqualTo(3);
        assertThat(node.raft.term()).isEqualTo(leadersTerm);
    }

    /** §5.2: with a smaller term in the append, it refuses and continues in candidate state. */
    @Test
    void remainsACandidateWhenALeaderOfAnOlderTermSpeaks() {
        Scripted node = Scripted.of(3, StreamJournal.holding(5, 2)).campaigns();
        node.hears(3, Message.Append.of(5));
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
        assertThat(node.raft.term()).isEqualTo(6);
    }

    /** §5.2: when votes are split it times out and starts another election with the next term. */
    @Test
    void campaignsAgainAfterASplitVote() {
        Scripted node = Scripted.of(3).campaigns();
        node.sent().clear();
        node.campaigns();
        assertThat(node.raft.term()).isEqualTo(2);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
        assertThat(node.lastVoteRequest(2).kind()).isEqualTo(VoteKind.VOTE);
    }

    /** §5.2: the timeout is chosen at random from an interval, a longer one after a campaign. */
    @Test
    void choosesItsElectionTimeoutAtRandom() {
        TreeSet<Long> first = new TreeSet<>();
        TreeSet<Long> next = new TreeSet<>();
        for (long luck = 0; luck < 5; luck++) {
            Scripted node = Scripted.of(3);
            node.luck = luck * 20 * MS;
            node.hears(2, Message.Append.of(1));
            first.add(passUntilAsking(node));
            node.sent().clear();
            next.add(passUntilAsking(node));
        }
        assertThat(first).containsExactly(100L, 102L, 103L, 104L, 105L);
        assertThat(next).containsExactly(100L, 120L, 140L, 160L, 180L);
    }

    private static long passUntilAsking(Scripted node) {
        long ms = 0;
        while (node.sent(Message.VoteRequest.class).isEmpty()) {
            node.pass(1);
            ms++;
        }
        return ms;
    }

    /** Figure 2, "Leaders": upon election it sends an append to each server at once. */
    @Test
    void speaksToEveryoneAtOnceWhenElected() {
        Scripted node = Scripted.of(3).leads();
        for (int peer : node.peers()) {
            Message.Append first = node.lastAppend(peer);
            assertThat(first.term()).isEqualTo(1);
            assertThat(first.prevLogIndex()).isZero();
            assertThat(first.entries()).hasSize(1);
        }
    }

    /** §8 and rule 13: it opens its term with an entry of its own; on an empty log that names the members. */
    @Test
    void opensItsTermWithAnEntryOfItsOwn() {
        Scripted first = Scripted.of(3).leads();
        assertThat(first.entry(1).type()).isEqualTo(EntryType.CONFIGURATION);
        Scripted second = Scripted.of(3, first.journal.afterCrash(0)).leads();
        assertThat(second.entry(2)).isEqualTo(new Message.Entry(2, 2, EntryType.NO_OP, ""));
    }

    /** Figure 2, "Leaders": heartbeats during idle periods prevent election timeouts. */
    @Test
    void sendsHeartbeatsWhileIdle() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.pass(HEARTBEAT_MS - 1);
        assertThat(node.sent()).isEmpty();
        node.pass(1);
        for (int peer : node.peers()) {
            assertThat(node.lastAppend(peer).entries()).isEmpty();
            assertThat(node.lastAppend(peer).prevLogIndex()).isEqualTo(1);
        }
        node.sent().clear();
        node.pass(HEARTBEAT_MS);
        assertThat(node.sent()).hasSize(2);
    }

    /** §5.1: requests are retried; a link without room is asked again, with nothing noted as sent. */
    @Test
    void asksAgainWhenALinkHadNoRoom() {
        Scripted node = Scripted.of(3);
        node.links.withoutRoom.add(3);
        node.timesOut();
        assertThat(node.sentTo(3, Message.VoteRequest.class)).isEmpty();
        node.links.withoutRoom.clear();
        node.turn();
        assertThat(node.sentTo(3, Message.VoteRequest.class)).hasSize(1);
        assertThat(node.sentTo(2, Message.VoteRequest.class)).hasSize(1);
    }

    /** §9.6 with §5.1: who is refused by a later term enters it, and can win there. */
    @Test
    void entersTheTermOfWhoeverRefusesItsPreVote() {
        Scripted node = Scripted.of(3).timesOut();
        node.hears(2, node.lastVoteRequest(2).refused(7));
        assertThat(node.raft.term()).isEqualTo(7);
        node.timesOut();
        assertThat(node.lastVoteRequest(2).term()).isEqualTo(8);
    }

    /** Rule 1: its own vote counts when it is durable, and is asked for others only then. */
    @Test
    void waitsForItsOwnVoteToBeDurable() {
        Scripted node = Scripted.of(3).timesOut();
        node.diskIsFast = false;
        node.hears(2, node.lastVoteRequest(2).granted());
        node.sent().clear();
        node.turns(3);
        assertThat(node.sent()).isEmpty();
        node.deliver(2, new Message.VoteReply(VoteKind.VOTE, 1, 2, true)).turn();
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
        node.sync();
        node.turn();
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
    }
}
