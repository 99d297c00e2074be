package io.balsa.core;

import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads that bypass the log (dissertation §6.4, ReadIndex; §8; design rule 13). */
class ReadIndexTest {
    /** §8 and dissertation §6.4, step 1: a leader knows what is committed once an entry of its own term is. */
    @Test
    void waitsForACommitInTheLeadersOwnTerm() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1, 4)).leads();
        node.raft.openRead();
        assertThat(node.raft.readIndex()).isEqualTo(3);
        assertThat(node.raft.commitIndex()).isZero();
        node.hears(2, node.lastAppend(2).accepted(2));
        assertThat(node.raft.commitIndex()).isLessThan(node.raft.readIndex());
        node.hears(2, node.lastAppend(2).accepted(3));
        assertThat(node.raft.commitIndex()).isEqualTo(node.raft.readIndex());
    }

    /** Dissertation §6.4, step 2: the read sees everything committed when it arrived. */
    @Test
    void readsAtTheCommitIndexOfItsArrival() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn().acknowledge(2).turn();
        assertThat(node.raft.readIndex()).isEqualTo(2);
    }

    /** Dissertation §6.4, step 3: a majority must answer heartbeats that left after the read arrived. */
    @ParameterizedTest
    @CsvSource({"2,0,false", "2,1,true", "3,0,false", "3,1,true", "4,1,false", "4,2,true", "5,1,false", "5,2,true"})
    void confirmsARoundWhenAMajorityAnsweredIt(int size, int answers, boolean confirmed) {
        Scripted node = Scripted.of(size).leadsEstablished();
        long round = node.raft.openRead();
        node.turn();
        for (int peer = 2; peer < 2 + answers; peer++) {
            node.acknowledge(peer);
        }
        node.turn();
        assertThat(node.raft.confirmedRound() >= round).isEqualTo(confirmed);
    }

    /** A leader alone is its own majority. */
    @Test
    void confirmsAtOnceInAClusterOfOne() {
        Scripted node = Scripted.of(1).timesOut().turns(3);
        long round = node.raft.openRead();
        assertThat(node.raft.confirmedRound()).isGreaterThanOrEqualTo(round);
    }

    /** Rule 13: answers to what left before the read arrived confirm nothing. */
    @Test
    void takesNoAnswerToAnEarlierAppendForConfirmation() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn();
        Message.Append before = node.lastAppend(2);
        long round = node.raft.openRead();
        node.hears(2, before.accepted());
        assertThat(node.raft.confirmedRound()).isLessThan(round);
        node.hears(2, before.round(round).accepted());
        assertThat(node.raft.confirmedRound()).isEqualTo(round);
    }

    /** Rule 13: not even when the round has left meanwhile: it is the answer to that one that counts. */
    @Test
    void takesNoLateAnswerForTheRoundThatLeftMeanwhile() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn();
        Message.Append before = node.lastAppend(2);
        long round = node.raft.openRead();
        node.turn().hears(2, before.accepted());
        assertThat(node.raft.confirmedRound()).isLessThan(round);
    }

    /** Rule 13: a read that arrives after the round left waits for the next, with an identity never used before. */
    @Test
    void opensAFreshRoundForReadsAfterTheLastOneLeft() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long first = node.raft.openRead();
        node.turn();
        long second = node.raft.openRead();
        assertThat(second).isGreaterThan(first);
        node.hears(2, node.lastAppend(2).round(first).accepted());
        assertThat(node.raft.confirmedRound()).isEqualTo(first);
    }

    /** Issue: one confirmation round is shared by all reads of a turn. */
    @Test
    void sharesARoundBetweenTheReadsOfATurn() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long round = node.raft.openRead();
        assertThat(node.raft.openRead()).isEqualTo(round);
        node.turn();
        assertThat(node.sentTo(2, Message.Append.class)).hasSize(1);
        assertThat(node.lastAppend(2).readRound()).isEqualTo(round);
        assertThat(node.lastAppend(2).entries()).isEmpty();
    }

    /** The round travels with entries when there are any. */
    @Test
    void sendsTheRoundWithTheEntriesOfTheTurn() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long round = node.raft.openRead();
        node.append("x");
        node.turn();
        assertThat(node.sentTo(2, Message.Append.class)).hasSize(1);
        assertThat(node.lastAppend(2).readRound()).isEqualTo(round);
        assertThat(node.lastAppend(2).entries()).hasSize(1);
    }

    /** Without reads there is nothing to confirm, and nothing is sent. */
    @Test
    void sendsNothingWithoutReads() {
        Scripted node = Scripted.of(3).leadsEstablished();
        assertThat(node.turns(5).sent()).isEmpty();
    }

    /** A full window does not hold reads up. */
    @Test
    void sendsTheRoundAlthoughTheWindowIsFull() {
        Scripted node = Scripted.of(3).leadsEstablished();
        for (int i = 0; i < 8; i++) {
            node.append("x");
            node.turn();
        }
        long round = node.raft.openRead();
        node.turn();
        assertThat(node.lastAppend(2).readRound()).isEqualTo(round);
    }

    /** A link that had no room gets the round later. */
    @Test
    void sendsTheRoundLaterWhenTheLinkHadNoRoom() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.links.withoutRoom.add(2);
        long round = node.raft.openRead();
        node.turns(2);
        node.links.withoutRoom.clear();
        node.turn();
        assertThat(node.lastAppend(2).readRound()).isEqualTo(round);
    }

    /** Nobody can confirm a round that was never sent to him. */
    @Test
    void believesNoRoundThatItDidNotSend() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long round = node.raft.openRead();
        node.turn();
        node.hears(2, node.lastAppend(2).round(round + 100).accepted());
        node.raft.openRead();
        assertThat(node.raft.confirmedRound()).isEqualTo(round);
    }

    /** A refusal confirms as well: it says that the peer still follows. */
    @Test
    void takesARefusalForConfirmation() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long round = node.raft.openRead();
        node.turn();
        node.hears(2, node.lastAppend(2).conflict(0, 1));
        assertThat(node.raft.confirmedRound()).isEqualTo(round);
    }

    /** A leader that was deposed confirms nothing, and a later leadership uses no round again. */
    @Test
    void confirmsNothingAcrossLeaderships() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long before = node.raft.openRead();
        node.turn();
        Message.AppendReply late = node.lastAppend(2).accepted();
        node.pass(TIMEOUT_MS + 1);
        assertThat(node.raft.confirmedRound()).isEqualTo(-1);
        node.leads();
        assertThat(node.raft.openRead()).isGreaterThan(before);
        node.hears(2, late);
        assertThat(node.raft.confirmedRound()).isLessThan(before);
    }

    /** Only the leader opens reads. */
    @Test
    void opensNoReadsUnlessItLeads() {
        assertThat(Scripted.of(3).raft.openRead()).isEqualTo(-1);
        assertThat(Scripted.of(3).campaigns().raft.openRead()).isEqualTo(-1);
    }
}
