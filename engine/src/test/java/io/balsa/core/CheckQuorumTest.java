package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.STALL_MS;
import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.RoleName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a leader gives up (dissertation §6.2; design rule 16). */
class CheckQuorumTest {
    /** Dissertation §6.2: a leader steps down if an election timeout elapses without a round of a majority. */
    @ParameterizedTest
    @CsvSource({
        "2, 0, FOLLOWER",
        "2, 1, LEADER",
        "3, 0, FOLLOWER",
        "3, 1, LEADER",
        "4, 1, FOLLOWER",
        "4, 2, LEADER",
        "5, 1, FOLLOWER",
        "5, 2, LEADER",
        "1, 0, LEADER"
    })
    void leadsOnlyWhileAMajorityAnswers(int size, int answering, RoleName role) {
        Scripted node = size == 1
                ? Scripted.of(1).timesOut().turns(3)
                : Scripted.of(size).leadsEstablished();
        for (int beat = 0; beat < 2 * TIMEOUT_MS / HEARTBEAT_MS; beat++) {
            node.pass(HEARTBEAT_MS);
            for (int peer = 2; peer < 2 + answering; peer++) {
                node.acknowledge(peer);
            }
        }
        node.turn();
        assertThat(node.raft.role()).isEqualTo(role);
    }

    /** A whole election timeout is granted, counted from the latest word of each peer. */
    @Test
    void leadsForAnElectionTimeoutAfterTheMajorityFellSilent() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.pass(50).acknowledge(3).turn();
        node.pass(TIMEOUT_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        node.pass(1);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
        assertThat(node.raft.leaderId()).isZero();
        assertThat(node.raft.term()).isEqualTo(1);
    }

    /** Any answer shows that the peer is there, also a refusal. */
    @Test
    void countsRefusalsAsAnswers() {
        Scripted node = Scripted.of(3).leadsEstablished();
        for (int i = 0; i < 5; i++) {
            node.pass(TIMEOUT_MS / 2).hears(2, node.lastAppend(2).conflict(0, 1));
        }
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
    }

    /** What answers nothing that was asked in this leadership shows nothing. */
    @Test
    void doesNotCountImplausibleReplies() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.pass(TIMEOUT_MS / 2).hears(2, node.lastAppend(2).request(1000).accepted());
        node.pass(TIMEOUT_MS / 2 + 1);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
    }

    /** Having given up, it follows whom the others elect, and votes for whom they propose. */
    @Test
    void votesForASuccessorAfterItGaveUp() {
        Scripted node = Scripted.of(3).leadsEstablished().pass(TIMEOUT_MS + 1);
        node.hears(2, Message.VoteRequest.vote(2, 1, 1));
        assertThat(node.raft.votedFor()).isEqualTo(2);
        assertThat(node.raft.term()).isEqualTo(2);
    }

    /** Having given up, it accepts no commands, and its reads are not confirmed. */
    @Test
    void acceptsNothingAfterItGaveUp() {
        Scripted node = Scripted.of(3).leadsEstablished().pass(TIMEOUT_MS + 1);
        assertThat(node.append("x")).isEqualTo(Raft.NOT_LEADER);
        assertThat(node.raft.openRead()).isEqualTo(-1);
        assertThat(node.raft.confirmedRound()).isEqualTo(-1);
    }

    /** Rule 16: heartbeats speak for the disk too: without progress of its journal it gives up, however many answer. */
    @Test
    void givesUpWhenItsJournalMakesNoProgress() {
        Scripted node = answeredFor(STALL_MS, false, 0);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        node = answeredFor(STALL_MS + HEARTBEAT_MS, false, 0);
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
    }

    /** Rule 16: it is progress that counts, not being done: a busy disk is not a stalled one. */
    @Test
    void leadsOnWhileItsJournalMakesProgress() {
        Scripted node = answeredFor(3 * STALL_MS, false, STALL_MS / 2);
        assertThat(node.journal.pending()).isPositive();
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
    }

    /** Rule 16: a journal with nothing to do makes no progress and is well. */
    @Test
    void leadsOnWhileItsJournalHasNothingToDo() {
        Scripted node = answeredFor(3 * STALL_MS, true, 0);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
    }

    /** Rule 16: a pause of the whole node is none of the journal's, whether its sync ended meanwhile or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leadsOnAfterAPauseLongerThanItsJournalMayTake(boolean syncEnded) {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.diskIsFast = false;
        node.append("x");
        node.turn();
        node.journal.syncUpTo(syncEnded ? 1 : 0);
        node.acknowledge(2).acknowledge(3).pass(2 * STALL_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
        node.sync();
        node.turns(3);
        assertThat(node.raft.role()).isEqualTo(RoleName.LEADER);
    }

    /** Rule 16 with 1: having given up, it asks for no votes, for its own would not be durable. */
    @Test
    void asksForNoVotesWhileItsJournalIsStalled() {
        Scripted node = answeredFor(STALL_MS + HEARTBEAT_MS, false, 0);
        node.sent().clear();
        node.timesOut();
        node.deliver(2, node.lastVoteRequest(2).granted()).turns(2);
        node.sent().clear();
        node.turns(3).timesOut().turns(3);
        assertThat(node.sent()).isEmpty();
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** A leader for so long, with every append answered; the disk writes one thing every so often, or at once. */
    private static Scripted answeredFor(long ms, boolean fast, long syncEveryMs) {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.diskIsFast = fast;
        for (int i = 0; i < 8; i++) {
            node.append("x");
            node.turn();
        }
        for (long passed = HEARTBEAT_MS; passed <= ms; passed += HEARTBEAT_MS) {
            if (syncEveryMs > 0 && passed % syncEveryMs == 0) {
                node.journal.syncUpTo(1);
                node.journal.poll(node);
            }
            node.acknowledge(2).acknowledge(3).pass(HEARTBEAT_MS);
        }
        return node;
    }
}
