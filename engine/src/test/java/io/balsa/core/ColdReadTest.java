package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.config.RaftConfig;
import io.balsa.spi.EntryFrame;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Followers that need entries which have left memory: the leader asks the journal, off the loop. */
class ColdReadTest {
    /** Of eight entries in memory. */
    private static final RaftConfig SMALL_TAIL =
            new RaftConfig(100 * MS, 10 * MS, 0, 2000 * MS, 400, 4, 1 << 12, 1 << 13, 1 << 14, 1 << 3);

    /** Leads with five entries, of which only its own is in memory. */
    private static Scripted leader() {
        return leader(SMALL_TAIL);
    }

    private static Scripted leader(RaftConfig config) {
        StreamJournal past = StreamJournal.holding(1, 0, 1, 1, 1, 1);
        Scripted node = new Scripted(Scripted.members(3), past, config).leads();
        node.coldReadsAreHeld = true;
        node.diskIsFast = false;
        return node;
    }

    /** Peer 2 has none of the entries, and they are being read. */
    private static Scripted readingLeader() {
        return readingLeader(SMALL_TAIL);
    }

    private static Scripted readingLeader(RaftConfig config) {
        Scripted node = leader(config);
        node.hears(2, node.lastAppend(2).conflict(0, 1));
        assertThat(node.journal.pendingReads()).isEqualTo(1);
        return node;
    }

    /** What was read reaches the leader, which may send it in the next turn. */
    private static void deliverColdRead(Scripted node) {
        node.journal.pollReads(node);
        node.turn();
    }

    private static List<Message.Append> appendsToTwo(Scripted node) {
        return node.sentTo(2, Message.Append.class);
    }

    @Test
    void sendsEntriesThatLeftMemoryFromTheJournal() {
        Scripted node = readingLeader();
        deliverColdRead(node);
        assertThat(node.lastAppend(2).prevLogIndex()).isZero();
        assertThat(node.lastAppend(2).entries()).hasSize(5).first().isEqualTo(Message.Entry.command(1, 1));
        node.hears(2, node.lastAppend(2).accepted());
        assertThat(node.raft.commitIndex()).isEqualTo(5);
    }

    /** One read at a time for each peer; heartbeats go on meanwhile. */
    @Test
    void asksOnceAndKeepsTheHeartbeatWhileItReads() {
        Scripted node = readingLeader();
        node.sent().clear();
        node.turns(3).pass(HEARTBEAT_MS).pass(HEARTBEAT_MS);
        assertThat(node.journal.pendingReads()).isEqualTo(1);
        assertThat(appendsToTwo(node))
                .hasSize(2)
                .allMatch(append -> append.entries().isEmpty());
    }

    /** A heartbeat that left meanwhile does not make the read worthless. */
    @Test
    void usesWhatItReadAlthoughAHeartbeatLeftMeanwhile() {
        Scripted node = readingLeader().pass(HEARTBEAT_MS);
        deliverColdRead(node);
        assertThat(node.lastAppend(2).entries()).hasSize(5);
    }

    /** A link without room: what was read is kept until there is some, and nothing is read again meanwhile. */
    @Test
    void readsOnceForAPeerWhoseLinkHasNoRoom() {
        Scripted node = readingLeader();
        node.coldReadsAreHeld = false;
        node.links.withoutRoom.add(2);
        for (int turn = 0; turn < 500; turn++) {
            node.acknowledge(3).pass(turn % HEARTBEAT_MS == 0 ? 1 : 0);
        }
        assertThat(node.journal.readCount()).isEqualTo(1);
        node.links.withoutRoom.clear();
        node.sent().clear();
        node.turn();
        assertThat(node.lastAppend(2).prevLogIndex()).isZero();
        assertThat(node.lastAppend(2).entries()).hasSize(5);
        assertThat(node.journal.readCount()).isEqualTo(1);
    }

    /** A peer that has a part of what was kept meanwhile gets the rest of it. */
    @Test
    void sendsTheRestOfWhatItKept() {
        Scripted node = readingLeader().pass(HEARTBEAT_MS);
        node.coldReadsAreHeld = false;
        node.links.withoutRoom.add(2);
        node.turns(3);
        node.links.withoutRoom.clear();
        node.hears(2, node.lastAppend(2).accepted(3)).turn();
        assertThat(node.journal.readCount()).isEqualTo(1);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        assertThat(node.lastAppend(2).entries()).hasSize(2);
    }

    /** More is read at once than an append may carry; it leaves in pieces, and nothing is read again between them. */
    @Test
    void sendsWhatItReadInAppendsOfTheirUsualLength() {
        int twoEntries = 2 * EntryFrame.frameLength("1@1".length());
        Scripted node = readingLeader(
                new RaftConfig(100 * MS, 10 * MS, 0, 2000 * MS, twoEntries, 4, 1 << 12, 1 << 13, 1 << 14, 1 << 3));
        deliverColdRead(node);
        assertThat(appendsToTwo(node).getLast().entries()).hasSize(2);
        node.hears(2, node.lastAppend(2).accepted());
        node.turns(3);
        assertThat(appendsToTwo(node))
                .filteredOn(append -> !append.entries().isEmpty())
                .flatExtracting(Message.Append::entries)
                .extracting(Message.Entry::index)
                .endsWith(1L, 2L, 3L, 4L, 5L);
        assertThat(node.journal.readCount()).isEqualTo(1);
    }

    /** What was read for a peer that went back is of no use. */
    @Test
    void readsAgainWhenThePeerWentBack() {
        Scripted node = leader();
        node.hears(2, node.lastAppend(2).conflict(0, 4));
        deliverColdRead(node);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        node.hears(2, node.lastAppend(2).conflict(0, 2));
        assertThat(node.journal.readCount()).isEqualTo(2);
        deliverColdRead(node);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(1);
        assertThat(node.lastAppend(2).entries()).hasSize(4);
    }

    /** A peer that is silent, though its link takes frames, gets no entries again, and costs no read. */
    @Test
    void readsOnceForASilentPeer() {
        Scripted node = readingLeader();
        node.coldReadsAreHeld = false;
        node.sent().clear();
        for (int i = 0; i < 20; i++) {
            node.acknowledge(3).pass(HEARTBEAT_MS);
        }
        assertThat(node.journal.readCount()).isEqualTo(1);
        assertThat(appendsToTwo(node))
                .filteredOn(append -> !append.entries().isEmpty())
                .hasSize(1);
    }

    /** What is asked of the journal is in the journal: entries of this turn are not yet. */
    @Test
    void asksOnlyForWhatIsWritten() {
        Scripted node = leader();
        node.acknowledge(3).turn();
        assertThat(node.append("not written yet")).isEqualTo(6);
        node.hears(2, node.lastAppend(2).conflict(0, 1));
        assertThat(node.journal.pendingReads()).isEqualTo(1);
    }

    /** Entries that the peer has meanwhile are not sent, but those after them are, without another read. */
    @Test
    void sendsTheRestOfWhatWasReadWhenThePeerWentOn() {
        Scripted node = readingLeader().pass(HEARTBEAT_MS);
        node.hears(2, node.lastAppend(2).accepted(3));
        deliverColdRead(node);
        assertThat(node.lastAppend(2).prevLogIndex()).isEqualTo(3);
        assertThat(node.lastAppend(2).entries()).hasSize(2);
        assertThat(node.journal.readCount()).isEqualTo(1);
    }

    /** A peer that has all of it meanwhile needs none of it. */
    @Test
    void dropsWhatThePeerNeedsNoMore() {
        Scripted node = readingLeader().pass(HEARTBEAT_MS);
        node.hears(2, node.lastAppend(2).accepted(5));
        node.sent().clear();
        deliverColdRead(node);
        assertThat(appendsToTwo(node)).allMatch(append -> append.entries().isEmpty());
    }

    /** Entries that another leader replaced while they were read are not sent in a later leadership. */
    @Test
    void dropsWhatWasReplacedMeanwhile() {
        Scripted node = leader().hears(3, Message.Append.of(9).after(3, 1).entries(9));
        assertThat(node.terms()).containsExactly(1L, 1L, 1L, 9L);
        node.diskIsFast = true;
        node.leads();
        assertThat(node.terms()).containsExactly(1L, 1L, 1L, 9L, 10L);
        for (int i = 0; i < 8; i++) {
            node.append("more");
            node.turn().acknowledge(3);
        }
        node.diskIsFast = false;
        node.hears(2, node.lastAppend(2).conflict(0, 4));
        assertThat(node.journal.pendingReads()).isEqualTo(1);
        node.journal.dropReads();
        node.sent().clear();
        byte[] replaced =
                Wire.frames(Message.Append.of(2).after(3, 1).entries(1, 2).entries());
        node.raft.onRead(2, 4, new UnsafeBuffer(replaced), 0, replaced.length);
        node.turn();
        assertThat(appendsToTwo(node)).isEmpty();
        byte[] present = Wire.frames(Message.Append.of(9).after(3, 1).entries(9).entries());
        node.raft.onRead(2, 4, new UnsafeBuffer(present), 0, present.length);
        node.turn();
        assertThat(appendsToTwo(node)).hasSize(1);
    }

    /** Nothing comes back of entries that were truncated before they were read: it asks again. */
    @Test
    void asksAgainWhenNothingCameBack() {
        Scripted node = readingLeader();
        node.journal.dropReads();
        node.turn();
        assertThat(node.journal.pendingReads()).isZero();
        node.raft.onRead(2, 1, new UnsafeBuffer(new byte[0]), 0, 0);
        node.turn();
        deliverColdRead(node);
        assertThat(node.lastAppend(2).entries()).hasSize(5);
    }

    /** A peer that nobody knows (any more) is not served. */
    @Test
    void ignoresAReadForAStranger() {
        Scripted node = readingLeader();
        node.sent().clear();
        node.raft.onRead(77, 1, new UnsafeBuffer(new byte[64]), 0, 64);
        assertThat(node.sent()).isEmpty();
    }
}
