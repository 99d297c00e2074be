package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.RaftConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a leader believes of a peer (Figure 2, nextIndex and matchIndex; design rule 7). */
class ProgressTest {
    private static Scripted established(String... commands) {
        Scripted node = Scripted.of(3).leadsEstablished();
        for (String command : commands) {
            node.append(command);
            node.turn();
        }
        return node;
    }

    private static List<Message.Append> appendsTo(Scripted node, int peer) {
        return node.sentTo(peer, Message.Append.class);
    }

    /** Figure 2: nextIndex begins right after the leader's last entry; until it agrees, one append at a time. */
    @Test
    void probesWithOneAppendAtATimeUntilAPeerAgrees() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1, 3)).leads();
        node.append("a");
        node.turns(3).append("b");
        node.turns(3);
        assertThat(appendsTo(node, 2)).hasSize(1);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(2);
        node.hears(2, node.lastAppend(2).accepted()).turns(2);
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(5);
    }

    /** A probe that got lost: the heartbeat probes in its place, without entries, and its answer brings them. */
    @Test
    void probesWithTheHeartbeatWhenAProbeGotLost() {
        Scripted node = Scripted.of(3).leads();
        node.pass(HEARTBEAT_MS);
        assertThat(appendsTo(node, 2)).hasSize(2);
        assertThat(node.lastAppend(2).entries()).isEmpty();
        assertThat(node.lastAppend(2).prevLogIndex()).isZero();
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(node.lastAppend(2).entries()).hasSize(1);
        assertThat(node.lastAppend(2).prevLogIndex()).isZero();
    }

    /** Replies that take longer than the heartbeat interval end probing all the same. */
    @Test
    void stopsProbingWhenRepliesTakeLongerThanHeartbeats() {
        Scripted node = Scripted.of(3).leads();
        Message.AppendReply late = node.lastAppend(2).accepted();
        node.pass(HEARTBEAT_MS).pass(HEARTBEAT_MS).hears(2, late);
        node.append("a");
        node.turn().append("b");
        node.turn();
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(3);
    }

    /** News of commits and reads that leave faster than replies return must not keep a peer from getting entries. */
    @Test
    void stopsProbingWhileNewsLeavesEveryTurn() {
        Scripted node = Scripted.of(3).leads();
        node.hears(3, node.lastAppend(3).accepted()).turns(2);
        Message.Append probe = appendsTo(node, 2).getFirst();
        for (int i = 0; i < 8; i++) {
            node.raft.openRead();
            node.append("x");
            node.turn();
        }
        node.hears(2, probe.accepted()).turns(2);
        assertThat(node.lastAppend(2).entries()).isNotEmpty();
        assertThat(appendsTo(node, 2).stream()
                        .mapToLong(Message.Append::lastIndex)
                        .max())
                .hasValue(9);
    }

    /** Rule 7: matchIndex never falls; a late reply moves nothing. */
    @Test
    void neverForgetsWhatAPeerAcknowledged() {
        Scripted node = established("a", "b");
        List<Message.Append> sent = appendsTo(node, 2);
        node.hears(2, sent.get(1).accepted()).hears(2, sent.get(0).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(3);
        node.hears(2, sent.get(1).accepted(0));
        node.sent().clear();
        node.append("c");
        node.turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
    }

    /** Rule 7, invariant 12: what it acknowledged still counts when others acknowledge it later. */
    @Test
    void countsWhatAPeerAcknowledgedBeforeALateReply() {
        Scripted node = Scripted.of(5).leadsEstablished();
        node.append("a");
        node.turn().append("b");
        node.turn();
        List<Message.Append> sent = appendsTo(node, 2);
        node.hears(2, sent.get(1).accepted()).hears(2, sent.get(0).accepted());
        node.hears(3, node.lastAppend(3).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(3);
    }

    /** Rule 7: a conflict where the peer agreed before is a late one. */
    @Test
    void ignoresAConflictWhereThePeerAgreedBefore() {
        Scripted node = established("a", "b");
        List<Message.Append> sent = List.copyOf(appendsTo(node, 2));
        node.hears(2, sent.get(1).accepted());
        node.sent().clear();
        node.hears(2, sent.get(0).conflict(0, 1));
        node.append("c");
        node.turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
    }

    /** Rule 7: replies to what was sent before a rewind move nothing. */
    @Test
    void ignoresRepliesFromBeforeARewind() {
        Scripted node = established("a", "b", "c");
        List<Message.Append> sent = List.copyOf(appendsTo(node, 2));
        node.hears(2, sent.get(0).conflict(0, 2));
        node.hears(2, sent.get(1).conflict(0, 1));
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(1);
        node.hears(2, sent.get(2).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(1);
    }

    /** Rule 7: so it goes back once, not once for each append that was under way. */
    @Test
    void rewindsOnceForAllThatWasUnderWay() {
        Scripted node = established("a", "b", "c");
        List<Message.Append> sent = List.copyOf(appendsTo(node, 2));
        node.sent().clear();
        for (Message.Append append : sent) {
            node.deliver(2, append.conflict(0, 2));
        }
        node.turns(3);
        assertThat(appendsTo(node, 2)).hasSize(1);
        assertThat(node.lastAppend(2).entries()).hasSize(3);
    }

    /** After a rewind it goes on where the peer agrees, pipelined again. */
    @Test
    void goesOnAfterARewind() {
        Scripted node = established("a", "b", "c");
        node.hears(2, appendsTo(node, 2).get(1).conflict(0, 2)).turn();
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(4);
        node.append("d");
        node.turn().append("e");
        node.turn();
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(6);
    }

    /** Rule 7: a reply to no request of this leadership is not believed. */
    @Test
    void dropsRepliesToRequestsItNeverSent() {
        Scripted node = established("a");
        Message.Append sent = node.lastAppend(2);
        node.hears(2, sent.request(sent.requestId() + 50).accepted());
        node.hears(2, sent.request(0).accepted());
        node.hears(2, sent.request(-1).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(1);
        assertThat(node.dropped).hasSize(3);
    }

    /** Lost entries behind which others arrived: the follower says where it is, and gets them again. */
    @Test
    void fillsAGapThatLossMade() {
        Scripted node = established("a", "b");
        List<Message.Append> sent = List.copyOf(appendsTo(node, 2));
        Scripted follower = new Scripted(2, Scripted.members(3), new StreamJournal(), Scripted.CONFIG);
        follower.hears(1, Message.Append.of(1).with(List.of(node.entry(1))));
        follower.hears(1, sent.get(1));
        node.hears(2, follower.lastReply(1)).turn();
        follower.hears(1, node.lastAppend(2));
        assertThat(follower.terms()).containsExactly(1L, 1L, 1L);
        node.hears(2, follower.lastReply(1));
        assertThat(node.raft.commitIndex()).isEqualTo(3);
    }

    /** A heartbeat with the window closed finds out that appends or replies were lost. */
    @Test
    void findsLossWithTheNextHeartbeat() {
        Scripted node = established("a", "b");
        node.pass(HEARTBEAT_MS);
        Message.Append heartbeat = node.lastAppend(2);
        assertThat(heartbeat.prevLogIndex()).isEqualTo(3);
        node.hears(2, heartbeat.conflict(0, 2)).turn();
        assertThat(node.lastAppend(2).entries()).hasSize(2);
    }

    /** With the next entries, and where none follow, after a moment. */
    @Test
    void aCommitIndexWaitsForEntriesThatTakeItAlong() {
        RaftConfig config =
                new RaftConfig(100 * MS, 10 * MS, 2 * MS, 2000 * MS, 1 << 10, 4, 1 << 12, 1 << 13, 1 << 14, 1 << 8);
        Scripted node = new Scripted(Scripted.members(3), new StreamJournal(), config).leadsEstablished();
        long commit = node.raft.commitIndex();
        node.append("a");
        node.turn().hears(2, node.lastAppend(2).accepted()).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(commit + 1);
        node.append("b");
        node.turn();
        assertThat(node.lastAppend(2).entries()).hasSize(1);
        assertThat(node.lastAppend(2).leaderCommit()).isEqualTo(commit + 1);

        node.hears(2, node.lastAppend(2).accepted()).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(commit + 2);
        int before = appendsTo(node, 2).size();
        node.pass(1);
        assertThat(appendsTo(node, 2)).hasSize(before);
        node.pass(1);
        assertThat(appendsTo(node, 2)).hasSize(before + 1);
        assertThat(node.lastAppend(2).entries()).isEmpty();
        assertThat(node.lastAppend(2).leaderCommit()).isEqualTo(commit + 2);
    }

    /** Commit alone is news only to a peer that has everything else: a full window says it with the next append. */
    @Test
    void tellsTheCommitIndexWithTheNextAppendWhenTheWindowIsFull() {
        Scripted node = established("a", "b", "c", "d", "e", "f");
        int before = appendsTo(node, 2).size();
        for (Message.Append append : List.copyOf(appendsTo(node, 3))) {
            node.hears(3, append.accepted());
        }
        assertThat(node.raft.commitIndex()).isGreaterThan(3);
        assertThat(appendsTo(node, 2)).hasSize(before);
        node.hears(2, appendsTo(node, 2).getFirst().accepted()).turn();
        assertThat(node.lastAppend(2).leaderCommit()).isGreaterThan(3);
    }
}
