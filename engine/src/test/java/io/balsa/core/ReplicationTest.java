package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.RaftConfig;
import io.balsa.spi.EntryFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a leader sends its log (§5.3; dissertation §10.2.1 for pipelining; design §2 and rule 19). */
class ReplicationTest {
    private static Scripted leaderWith(int maxAppendBytes, int windowMessages, int windowBytes) {
        RaftConfig config = new RaftConfig(
                100 * MS, 10 * MS, 0, 2000 * MS, maxAppendBytes, windowMessages, windowBytes, 1 << 13, 1 << 14, 1 << 8);
        return new Scripted(Scripted.members(3), new StreamJournal(), config).leadsEstablished();
    }

    private static List<Message.Append> appendsTo(Scripted node, int peer) {
        return node.sentTo(peer, Message.Append.class);
    }

    /** §5.3: the leader appends the command to its log, then sends it to each of the others in parallel. */
    @Test
    void appendsACommandAndSendsItToEveryoneInTheSameTurn() {
        Scripted node = Scripted.of(3).leadsEstablished();
        assertThat(node.append("x")).isEqualTo(2);
        node.turn();
        assertThat(node.raft.lastIndex()).isEqualTo(2);
        for (int peer : node.peers()) {
            assertThat(appendsTo(node, peer)).hasSize(1);
            assertThat(node.lastAppend(peer).entries()).containsExactly(node.entry(2));
        }
    }

    /** §5.3: an append names index and term of the entry right before the new ones. */
    @Test
    void namesIndexAndTermOfTheEntryBefore() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1, 3, 3)).leads();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        assertThat(node.lastAppend(2).prevLogTerm()).isEqualTo(3);
        assertThat(node.lastAppend(2).entries()).containsExactly(node.entry(4));
    }

    /** §5.3: each entry holds the command, the term in which the leader received it, and its index. */
    @Test
    void framesACommandWithItsTermIndexAndOrigin() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        EntryFrame frame = new EntryFrame();
        assertThat(node.raft.entryAt(2, frame)).isTrue();
        assertThat(frame.term()).isEqualTo(1);
        assertThat(frame.index()).isEqualTo(2);
        assertThat(frame.session()).isEqualTo(7);
        assertThat(frame.sequence()).isEqualTo(1);
        assertThat(frame.clusterTimeMs()).isEqualTo(node.nowNs / MS);
    }

    /** Design §1: everything that arrived since the last turn is one batch: one append to each, one write. */
    @Test
    void sendsATurnsCommandsAsOneBatch() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("a");
        node.append("b");
        node.append("c");
        node.diskIsFast = false;
        node.turn();
        assertThat(appendsTo(node, 2)).hasSize(1);
        assertThat(node.lastAppend(2).entries())
                .extracting(Message.Entry::payload)
                .containsExactly("a", "b", "c");
        assertThat(node.journal.pending()).isEqualTo(1);
    }

    /** Dissertation §10.2.1: the next append leaves before the one before is acknowledged. */
    @Test
    void doesNotWaitForRepliesWhileTheWindowIsOpen() {
        Scripted node = Scripted.of(3).leadsEstablished();
        for (String command : List.of("a", "b", "c")) {
            node.append(command);
            node.turn();
        }
        assertThat(appendsTo(node, 2)).extracting(Message.Append::prevLogIndex).containsExactly(1L, 2L, 3L);
        assertThat(appendsTo(node, 2))
                .extracting(Message.Append::requestId)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** What one append does not take leaves in the same turn with the next, one after the other, as far as the window is open. */
    @Test
    void sendsAllThatWaitsInOneTurn() {
        Scripted node = leaderWith(200, 4, 1 << 12);
        for (int i = 0; i < 6; i++) {
            node.append("x".repeat(120));
        }
        node.turn();
        assertThat(appendsTo(node, 2)).extracting(Message.Append::lastIndex).containsExactly(2L, 3L, 4L, 5L);
        assertThat(appendsTo(node, 2)).extracting(Message.Append::prevLogIndex).containsExactly(1L, 2L, 3L, 4L);
        assertThat(appendsTo(node, 3)).extracting(Message.Append::lastIndex).containsExactly(2L, 3L, 4L, 5L);
    }

    /** A peer that is far behind gets so much in a turn, and the rest with the next ones: nobody waits for it. */
    @Test
    void sendsNoMoreInOneTurnThanIsReadAtOnce() {
        int entry = 1000;
        RaftConfig config =
                new RaftConfig(100 * MS, 10 * MS, 0, 2000 * MS, 2 * entry, 1 << 12, 1 << 20, 1 << 20, 1 << 21, 1 << 10);
        Scripted node = new Scripted(Scripted.members(3), new StreamJournal(), config).leadsEstablished();
        assertThat(ColdFrames.READ_BYTES).isLessThan(400 * entry);
        for (int i = 0; i < 400; i++) {
            node.append("x".repeat(entry));
        }
        node.turn();
        long first = node.lastAppend(2).lastIndex();
        assertThat(first * entry).isBetween(ColdFrames.READ_BYTES - 40L * entry, ColdFrames.READ_BYTES + 10L * entry);
        node.turn();
        assertThat(node.lastAppend(2).lastIndex()).isGreaterThan(first);
    }

    /** Rule 19: so many messages may be unacknowledged, and no more. */
    @Test
    void stopsWhenTheWindowIsFullOfMessagesAndGoesOnWithTheReply() {
        Scripted node = leaderWith(1 << 10, 2, 1 << 12);
        for (String command : List.of("a", "b", "c", "d")) {
            node.append(command);
            node.turn();
        }
        assertThat(appendsTo(node, 2)).extracting(Message.Append::lastIndex).containsExactly(2L, 3L);
        node.hears(2, appendsTo(node, 2).getFirst().accepted());
        assertThat(appendsTo(node, 2).stream()
                        .mapToLong(Message.Append::lastIndex)
                        .max())
                .hasValue(5);
    }

    /** Rule 19: so many bytes may be unacknowledged, and no more. */
    @Test
    void stopsWhenTheWindowIsFullOfBytes() {
        Scripted node = leaderWith(200, 100, 400);
        for (int i = 0; i < 6; i++) {
            node.append("x".repeat(120));
            node.turn();
        }
        assertThat(appendsTo(node, 2)).hasSize(2);
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(appendsTo(node, 2)).hasSizeGreaterThan(2);
    }

    /** Rule 19: an entry longer than the window leaves when nothing else is under way. */
    @Test
    void sendsAnEntryLongerThanTheWindowAlone() {
        Scripted node = leaderWith(200, 100, 300);
        node.append("a");
        node.turn().append("b".repeat(1000));
        node.turn().append("c");
        node.turns(3);
        assertThat(appendsTo(node, 2)).extracting(Message.Append::lastIndex).containsExactly(2L);
        node.hears(2, node.lastAppend(2).accepted()).turns(2);
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(3);
        node.hears(2, node.lastAppend(2).accepted()).turns(2);
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(4);
    }

    /** An append takes at most so many bytes of entries; a single longer entry travels alone. */
    @Test
    void splitsWhatIsLongerThanAnAppendMayBe() {
        Scripted node = leaderWith(200, 100, 4000);
        node.append("a");
        node.append("b");
        node.append("c".repeat(500));
        node.append("d");
        node.turns(4);
        assertThat(appendsTo(node, 2))
                .filteredOn(append -> !append.entries().isEmpty())
                .extracting(append -> append.entries().size())
                .containsExactly(2, 1, 1);
    }

    /** No frame is longer than the transport takes. */
    @Test
    void sendsNoFrameLongerThanTheTransportTakes() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.links.maxFrameLength = 104 + 150;
        node.append("a");
        node.append("b");
        node.append("c");
        node.turns(3);
        assertThat(appendsTo(node, 2))
                .extracting(append -> append.entries().size())
                .containsExactly(2, 1);
    }

    /** What a transport must take is enough for a command of any length, and little more. */
    @Test
    void sendsACommandWithNoMoreThanTheOverheadThatItTells() {
        Scripted node = Scripted.of(3).leadsEstablished();
        for (int length = 1; length <= 17; length++) {
            node.append("x".repeat(length));
            node.turn().acknowledge(2).turn();
            node.append("y".repeat(length));
            node.turn();
            assertThat(node.links.lastBytes(2).length - length)
                    .isBetween(Raft.COMMAND_OVERHEAD - EntryFrame.ALIGNMENT, Raft.COMMAND_OVERHEAD);
            node.acknowledge(2).acknowledge(3).turn();
        }
    }

    /** §5.3: if followers crash, run slowly, or packets are lost, it retries indefinitely: without entries until one answers. */
    @Test
    void sendsForEverToAPeerThatDoesNotAnswerButEntriesOnce() {
        Scripted node = Scripted.of(3).leads();
        for (int i = 0; i < 50; i++) {
            node.acknowledge(3).pass(HEARTBEAT_MS);
        }
        assertThat(appendsTo(node, 2)).hasSizeGreaterThan(50);
        assertThat(appendsTo(node, 2).stream().skip(1))
                .allMatch(append -> append.entries().isEmpty() && append.prevLogIndex() == 0);
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(node.lastAppend(2).entries()).containsExactly(node.entry(1));
    }

    /** §5.3: it even does so after it has responded to the client, that is, after commit. */
    @Test
    void bringsALateFollowerUpAfterCommit() {
        Scripted node = Scripted.of(3).leads();
        node.acknowledge(3).turns(2).append("x");
        node.turns(2).acknowledge(3).turns(2);
        assertThat(node.raft.commitIndex()).isEqualTo(2);
        node.pass(HEARTBEAT_MS).hears(2, node.lastAppend(2).accepted());
        node.turn();
        assertThat(node.lastAppend(2).lastIndex()).isEqualTo(2);
        assertThat(node.lastAppend(2).leaderCommit()).isEqualTo(2);
    }

    /** A link without room: nothing is noted as sent. */
    @Test
    void sendsTheSameAgainWhenTheLinkHadNoRoom() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("a");
        node.links.withoutRoom.add(2);
        node.turns(3);
        node.links.withoutRoom.clear();
        node.append("b");
        node.turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(1);
        assertThat(node.lastAppend(2).entries()).hasSize(2);
        assertThat(appendsTo(node, 2)).hasSize(1);
    }

    /** §5.3, Leader Append-Only Property: whatever peers answer, its own log only grows. */
    @Test
    void neverChangesItsOwnEntries() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1, 3, 3)).leads();
        node.hears(2, node.lastAppend(2).conflict(4, 1))
                .hears(3, node.lastAppend(3).conflict(0, 1));
        node.append("x");
        node.turns(3);
        assertThat(node.terms()).containsExactly(1L, 3L, 3L, 5L, 5L);
        assertThat(node.truncations).isEmpty();
    }

    /** Only the leader appends. */
    @Test
    void refusesCommandsUnlessItLeads() {
        Scripted node = Scripted.of(3);
        assertThat(node.append("x")).isEqualTo(Raft.NOT_LEADER);
        node.campaigns();
        assertThat(node.append("x")).isEqualTo(Raft.NOT_LEADER);
        assertThat(node.raft.lastIndex()).isZero();
    }

    /** Rule 19: with too much waiting for commit it refuses, having appended nothing; commit makes room again. */
    @Test
    void refusesCommandsWhileTooMuchWaitsForCommit() {
        Scripted node = Scripted.of(3).leadsEstablished();
        long index = 0;
        for (long next = 2; next > 0; next = node.append("x".repeat(400))) {
            index = next;
        }
        assertThat(node.raft.lastIndex()).isEqualTo(index).isLessThan(2 + (1 << 13) / 400);
        node.turn();
        for (int i = 0; i < 20; i++) {
            node.acknowledge(2).turn();
        }
        assertThat(node.append("x")).isEqualTo(index + 1);
    }

    /** Rule 19: what is not committed stays in memory, so the tail too limits it. */
    @Test
    void refusesCommandsThatWouldPushTheUncommittedOutOfMemory() {
        RaftConfig config =
                new RaftConfig(100 * MS, 10 * MS, 0, 2000 * MS, 1 << 10, 4, 1 << 12, 1 << 20, 1 << 14, 1 << 3);
        Scripted node = new Scripted(Scripted.members(3), new StreamJournal(), config).leadsEstablished();
        for (int i = 0; i < 8; i++) {
            assertThat(node.append("x")).isEqualTo(i + 2);
        }
        assertThat(node.append("x")).isEqualTo(Raft.BUSY);
        assertThat(node.raft.lastIndex()).isEqualTo(9);
    }
}
