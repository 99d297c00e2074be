package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.PeerState;
import io.balsa.api.PeerStatus;
import io.balsa.api.RoleName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log whose beginning was purged: what a node still knows of it, and peers that need it (§7; design rules 4 and 8). */
class PurgedLogTest {
    /** Its log had those terms, in term 5, and begins at {@code first} now. */
    private static Scripted purgedBefore(long first, long... terms) {
        StreamJournal past = StreamJournal.holding(5, 0, terms);
        past.purgeBefore(first);
        return Scripted.of(3, past.afterCrash(0));
    }

    /** Leads with entries 4 to 6; 3 of term 3 was purged, and 6 is its own. */
    private static Scripted leader() {
        return purgedBefore(4, 1, 3, 3, 4, 5).leads();
    }

    private static PeerStatus statusOfTwo(Scripted node) {
        return node.raft.peers().stream()
                .filter(peer -> peer.nodeId() == 2)
                .findFirst()
                .orElseThrow();
    }

    /** Rule 4: also when nothing is left, last term first, then last index. */
    @Test
    void comparesVotesWithTheTermOfTheLastEntryThatWasPurged() {
        Scripted node = purgedBefore(4, 1, 3, 4);
        node.timesOut();
        assertThat(node.lastVoteRequest(2).lastLogIndex()).isEqualTo(3);
        assertThat(node.lastVoteRequest(2).lastLogTerm()).isEqualTo(4);
        node.hears(2, Message.VoteRequest.vote(6, 9, 3));
        assertThat(node.raft.votedFor()).isZero();
        node.hears(3, Message.VoteRequest.vote(7, 3, 4));
        assertThat(node.raft.votedFor()).isEqualTo(3);
    }

    /** §5.3: the entry before the first is known by its term. */
    @Test
    void acceptsWhatFollowsWhatWasPurged() {
        Scripted node = purgedBefore(3, 1, 3);
        node.hears(2, Message.Append.of(5).after(2, 3).entries(4));
        assertThat(node.lastReply(2)).isEqualTo(Message.Append.of(5).after(2, 3).accepted(3));
    }

    /** Rule 8: what was purged was committed, so an append that begins before it is no conflict. */
    @Test
    void acceptsWhatBeginsBeforeWhatWasPurged() {
        Scripted node = purgedBefore(4, 1, 3, 3, 4);
        node.hears(2, Message.Append.of(5).after(1, 1).entries(3, 3, 4, 5));
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(5);
        assertThat(node.truncations).isEmpty();
    }

    /** §5.3: an append names the term of the entry before the new ones, also when that one is gone. */
    @Test
    void namesTheTermOfThePurgedEntryBeforeTheFirst() {
        Scripted node = leader();
        node.hears(2, node.lastAppend(2).conflict(0, 4)).turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        assertThat(node.lastAppend(2).prevLogTerm()).isEqualTo(3);
        assertThat(node.lastAppend(2).entries()).hasSize(3);
        assertThat(statusOfTwo(node).state()).isEqualTo(PeerState.PROBE);
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(statusOfTwo(node)).isEqualTo(new PeerStatus(2, PeerState.REPLICATE, 6, 7));
    }

    /** §7: a peer that needs what was purged needs a snapshot; the leader goes on, and keeps it from campaigning. */
    @Test
    void sendsOnlyHeartbeatsToAPeerThatNeedsWhatWasPurged() {
        Scripted node = leader();
        node.hears(2, node.lastAppend(2).conflict(0, 1)).turns(3);
        assertThat(statusOfTwo(node).state()).isEqualTo(PeerState.SNAPSHOT);
        node.sent().clear();
        for (int i = 0; i < 5; i++) {
            node.acknowledge(3).pass(HEARTBEAT_MS);
            node.hears(2, node.lastAppend(2).conflict(0, 1)).turns(2);
        }
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        assertThat(node.journal.readCount()).isZero();
        List<Message.Append> heartbeats = node.sentTo(2, Message.Append.class);
        assertThat(heartbeats).hasSize(5).allMatch(append -> append.entries().isEmpty());
        assertThat(heartbeats).allMatch(append -> append.prevLogIndex() == 3 && append.prevLogTerm() == 3);
        assertThat(statusOfTwo(node).state()).isEqualTo(PeerState.SNAPSHOT);
    }

    /** Once it has what was purged, however it came by it, it gets the rest. */
    @Test
    void replicatesAgainOnceThePeerHasWhatWasPurged() {
        Scripted node = leader();
        node.hears(2, node.lastAppend(2).conflict(0, 1)).pass(HEARTBEAT_MS);
        node.hears(2, node.lastAppend(2).accepted()).turns(2);
        node.sent().removeIf(sent -> sent.to() != 2);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        assertThat(node.lastAppend(2).entries()).hasSize(3);
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(statusOfTwo(node)).isEqualTo(new PeerStatus(2, PeerState.REPLICATE, 6, 7));
    }

    /** A peer that differs where the log begins differs in what was committed before: it needs a snapshot too. */
    @Test
    void takesAConflictInWhatWasPurgedForTheNeedOfASnapshot() {
        Scripted node = leader();
        node.hears(2, node.lastAppend(2).conflict(2, 2)).turns(2);
        assertThat(statusOfTwo(node).state()).isEqualTo(PeerState.SNAPSHOT);
    }

    /** Only a leader knows of its peers. */
    @Test
    void knowsNothingOfItsPeersUnlessItLeads() {
        assertThat(Scripted.of(3).raft.peers()).isEmpty();
        assertThat(Scripted.of(3).leads().raft.peers())
                .extracting(PeerStatus::nodeId)
                .containsExactly(2, 3);
    }
}
