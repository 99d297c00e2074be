package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static io.balsa.core.Scripted.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.config.RaftConfig;
import io.balsa.spi.JournalException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is acknowledged that could still be lost (§5.1, "persistent state"; design rules 1, 9, 19). */
class DurabilityTest {
    private static Scripted slowFollower() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        node.sent().clear();
        node.diskIsFast = false;
        return node;
    }

    /** Rule 9: entries are acknowledged when they are durable, without being asked again. */
    @Test
    void acknowledgesEntriesWhenTheyAreDurable() {
        Scripted node = slowFollower().hears(2, Message.Append.of(1).request(2).entries(1, 1));
        node.turns(3);
        assertThat(node.sent()).isEmpty();
        node.sync();
        node.turns(3);
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(Message.Append.of(1).request(2).accepted(2));
    }

    /** Rule 9: as far as they are durable, one write at a time. */
    @Test
    void acknowledgesAsFarAsItIsDurable() {
        Scripted node = slowFollower();
        node.hears(2, Message.Append.of(1).request(2).entries(1, 1));
        node.hears(2, Message.Append.of(1).request(3).after(2, 1).entries(1));
        node.journal.syncUpTo(1);
        node.journal.poll(node);
        node.turn();
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(2);
        node.sync();
        node.turn();
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(3);
    }

    /** Rule 9: also heartbeats, which are answered at once, say only what is durable. */
    @Test
    void answersHeartbeatsAtOnceWithWhatIsDurable() {
        Scripted node = slowFollower().hears(2, Message.Append.of(1).request(2).entries(1, 1));
        node.hears(2, Message.Append.of(1).request(3).after(2, 1));
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(Message.Append.of(1).request(3).after(2, 1).accepted(0));
    }

    /** Rule 9: also duplicates. */
    @Test
    void acknowledgesDuplicatesOnlyWhenTheyAreDurable() {
        Scripted node = slowFollower();
        Message.Append append = Message.Append.of(1).request(2).entries(1, 1);
        node.hears(2, append).hears(2, append.request(3));
        assertThat(node.sent()).isEmpty();
        node.sync();
        node.turn();
        assertThat(node.sent(Message.AppendReply.class))
                .containsExactly(append.request(3).accepted(2));
    }

    /** Rule 9: an old write that completes after its entries were replaced says nothing of those that replaced them. */
    @Test
    void doesNotTakeAnOldWriteForTheEntriesThatReplacedItsOwn() {
        Scripted node = slowFollower().hears(2, Message.Append.of(1).request(2).entries(1, 1, 1));
        node.hears(3, Message.Append.of(2).request(1).after(1, 1).entries(2, 2));
        node.journal.syncUpTo(1);
        node.journal.poll(node);
        assertThat(node.journal.durable().holds(3, 1)).isTrue();
        assertThat(node.raft.durableIndex()).isEqualTo(1);
        node.turn();
        assertThat(node.sent()).isEmpty();
        node.sync();
        node.turn();
        assertThat(node.lastReply(3).matchIndex()).isEqualTo(3);
        assertThat(node.journal.durable().holds(3, 2)).isTrue();
    }

    /** The same with what was durable already when it was replaced. */
    @Test
    void acknowledgesReplacedEntriesOnlyWhenTheReplacementIsDurable() {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1, 1, 1));
        node.diskIsFast = false;
        node.hears(2, Message.Append.of(2).after(1, 1).entries(2, 2));
        assertThat(node.raft.durableIndex()).isEqualTo(1);
        node.journal.syncUpTo(2);
        node.journal.poll(node);
        node.turn();
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(1);
        node.sync();
        node.turn();
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(3);
    }

    /** What is durable but not verified by this leader is not acknowledged to it: it may differ from its log. */
    @Test
    void acknowledgesOnlyWhatThisLeaderVerified() {
        Scripted node = Scripted.of(3, StreamJournal.holding(1, 0, 1, 1, 1));
        node.hears(2, Message.Append.of(2).after(1, 1));
        assertThat(node.lastReply(2).matchIndex()).isEqualTo(1);
    }

    /** Rule 19: after a failed write nothing is acknowledged. */
    @Test
    void acknowledgesNothingAfterAFailedWrite() {
        Scripted node = slowFollower().hears(2, Message.Append.of(1).request(2).entries(1));
        node.journal.fail();
        assertThatThrownBy(() -> node.hears(
                        2, Message.Append.of(1).request(3).after(1, 1).entries(1)))
                .isInstanceOf(JournalException.class);
        assertThat(node.sent()).isEmpty();
    }

    /** Design §4: what a turn wrote is flushed once; a turn that wrote nothing costs no sync. */
    @Test
    void flushesOnceForEachTurnThatWrote() {
        Scripted node = Scripted.of(3).hears(2, Message.Append.of(1));
        int before = node.journal.flushes();
        node.deliver(2, Message.Append.of(1).request(2).entries(1, 1));
        node.hears(2, Message.Append.of(1).request(3).after(2, 1).entries(1));
        assertThat(node.journal.flushes()).isEqualTo(before + 1);
        node.turns(3).hears(2, Message.Append.of(1).request(4).after(3, 1));
        assertThat(node.journal.flushes()).isEqualTo(before + 1);
    }

    /** A tail smaller than what one turn brings: the oldest goes to the journal first, and nothing is lost. */
    @Test
    void writesEarlyWhatTheTailCannotHold() {
        RaftConfig tiny = new RaftConfig(100 * MS, 10 * MS, 0, 2000 * MS, 1 << 10, 4, 1 << 12, 1 << 13, 1 << 9, 1 << 2);
        Scripted node = new Scripted(Scripted.members(3), new StreamJournal(), tiny);
        Message.Append append = Message.Append.of(1).entries(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        node.hears(2, append);
        assertThat(node.journal.durable().last()).isEqualTo(13);
        assertThat(node.lastReply(2)).isEqualTo(append.accepted(13));
        for (long index = 1; index <= 13; index++) {
            byte[] sent = Wire.frames(List.of(append.entries().get((int) index - 1)));
            assertThat(node.journal.durable().bytesAt(index)).isEqualTo(sent);
        }
    }

    /** Design §2: wire bytes are journal bytes, on the leader and on followers. */
    @Test
    void writesTheSameBytesThatItSends() {
        Scripted leader = Scripted.of(3).leadsEstablished();
        leader.append("a command");
        leader.turn();
        Scripted follower = new Scripted(2, Scripted.members(3), new StreamJournal(), Scripted.CONFIG);
        follower.hears(1, Message.Append.of(1).with(List.of(leader.entry(1))));
        follower.deliverBytes(leader.links.lastBytes(2)).turn();
        assertThat(follower.journal.durable().bytesAt(2))
                .isEqualTo(leader.journal.durable().bytesAt(2));
    }

    /** A leader's heartbeat goes out whether its disk answers or not; others may commit without it. */
    @Test
    void leadsOnWhileItsDiskIsSlow() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.diskIsFast = false;
        node.append("x");
        node.turn().acknowledge(2).acknowledge(3).pass(HEARTBEAT_MS);
        assertThat(node.raft.commitIndex()).isEqualTo(2);
        assertThat(node.lastAppend(2).leaderCommit()).isEqualTo(1);
        node.pass(HEARTBEAT_MS);
        assertThat(node.lastAppend(2).leaderCommit()).isEqualTo(2);
    }
}
