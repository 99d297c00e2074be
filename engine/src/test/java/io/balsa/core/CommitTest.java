package io.balsa.core;

import static io.balsa.core.Scripted.HEARTBEAT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an entry is committed (§5.3, §5.4.2; design rules 10 and 11). */
class CommitTest {
    /** §5.3: committed once the leader that created it has replicated it on a majority. */
    @ParameterizedTest
    @CsvSource({
        "1,0,true",
        "2,0,false",
        "2,1,true",
        "3,0,false",
        "3,1,true",
        "4,1,false",
        "4,2,true",
        "5,1,false",
        "5,2,true",
        "6,2,false",
        "6,3,true",
        "7,2,false",
        "7,3,true"
    })
    void commitsWhatAMajorityHas(int size, int acceptors, boolean committed) {
        Scripted node = Scripted.of(size).leadsEstablished();
        long index = node.append("x");
        node.turn();
        for (int peer = 2; peer < 2 + acceptors; peer++) {
            node.acknowledge(peer);
        }
        node.turn();
        assertThat(node.raft.commitIndex()).isEqualTo(committed ? index : index - 1);
    }

    /** §5.3: with it, all preceding entries are committed, those of earlier leaders included. */
    @Test
    void commitsAllPrecedingEntriesWithOneOfItsOwnTerm() {
        Scripted node = Scripted.of(3, StreamJournal.holding(4, 0, 1, 2, 4)).leads();
        assertThat(node.raft.commitIndex()).isZero();
        node.acknowledge(2).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(4);
    }

    /** §5.4.2, Figure 8: entries of earlier terms are never committed by counting replicas. */
    @Test
    void doesNotCommitEarlierTermsByCounting() {
        Scripted node = Scripted.of(5, StreamJournal.holding(4, 0, 1, 2, 4)).leads();
        for (int peer : node.peers()) {
            node.deliver(peer, node.lastAppend(peer).accepted(3));
        }
        node.turn();
        assertThat(node.raft.commitIndex()).isZero();
        node.deliver(2, node.lastAppend(2).accepted(4))
                .hears(3, node.lastAppend(3).accepted(4));
        assertThat(node.raft.commitIndex()).isEqualTo(4);
    }

    /** §5.3: the index travels with future appends, heartbeats included, so that the others find out. */
    @Test
    void tellsTheCommitIndexWithEachAppend() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn().acknowledge(2).turn();
        node.append("y");
        node.turn();
        assertThat(node.lastAppend(3).leaderCommit()).isEqualTo(2);
        node.pass(HEARTBEAT_MS);
        assertThat(node.lastAppend(3).leaderCommit()).isEqualTo(2);
    }

    /** Design §2: and alone, at once, when there is nothing else to say. */
    @Test
    void tellsTheCommitIndexAtOnceWhenIdle() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.append("x");
        node.turn().acknowledge(2).turn();
        node.sent().clear();
        node.turn();
        assertThat(node.sent(Message.Append.class)).hasSize(2);
        assertThat(node.lastAppend(3).leaderCommit()).isEqualTo(2);
        node.sent().clear();
        node.turns(3);
        assertThat(node.sent()).isEmpty();
    }

    /** Invariant 10: the leader counts itself only as far as it is durable itself. */
    @Test
    void countsItselfOnlyWhenItIsDurable() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.diskIsFast = false;
        node.append("x");
        node.turn().acknowledge(2).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(1);
        node.sync();
        node.turn();
        assertThat(node.raft.commitIndex()).isEqualTo(2);
    }

    /** Design §2: any majority commits, so the leader's slow disk does not stop the others. */
    @Test
    void commitsWithoutItsOwnDisk() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.diskIsFast = false;
        node.append("x");
        node.turn().acknowledge(2).acknowledge(3).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(2);
        assertThat(node.raft.durableIndex()).isEqualTo(1);
    }

    /** A cluster of one commits with its own disk alone. */
    @Test
    void commitsAloneInAClusterOfOne() {
        Scripted node = Scripted.of(1).timesOut().turns(3);
        node.append("x");
        node.diskIsFast = false;
        node.turn();
        assertThat(node.raft.commitIndex()).isEqualTo(1);
        node.sync();
        node.turn();
        assertThat(node.raft.commitIndex()).isEqualTo(2);
    }

    /** Rule 11: learners and strangers are in no majority. */
    @Test
    void doesNotCountThoseWhoAreNoVoters() {
        io.balsa.api.Membership three = Scripted.members(3);
        io.balsa.api.Member learner = new io.balsa.api.Member(9, "host9:9000", 1);
        io.balsa.api.Membership members =
                new io.balsa.api.Membership(three.voters(), java.util.List.of(), java.util.List.of(learner));
        Scripted node = new Scripted(members, new StreamJournal(), Scripted.CONFIG).leads();
        node.acknowledge(9).hears(8, node.lastAppend(9).accepted());
        assertThat(node.raft.commitIndex()).isZero();
        node.acknowledge(2).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(1);
    }

    /** §6, joint consensus: agreement needs a majority of both halves. */
    @Test
    void needsBothHalvesWhileTheConfigurationIsJoint() {
        io.balsa.api.Membership five = Scripted.members(5);
        io.balsa.api.Membership members = new io.balsa.api.Membership(
                five.voters().subList(0, 3), five.voters().subList(2, 5), java.util.List.of());
        Scripted node = new Scripted(members, new StreamJournal(), Scripted.CONFIG).leads();
        node.acknowledge(2).turn();
        assertThat(node.raft.commitIndex()).isZero();
        node.acknowledge(4).turn();
        assertThat(node.raft.commitIndex()).isZero();
        node.acknowledge(3).turn();
        assertThat(node.raft.commitIndex()).isEqualTo(1);
    }

    /** §5.4.2 and invariant 11: a new leader keeps what it knew to be committed. */
    @Test
    void keepsItsCommitIndexAcrossRoles() {
        Scripted node = Scripted.of(3).leadsEstablished();
        node.pass(2 * Scripted.TIMEOUT_MS);
        assertThat(node.raft.commitIndex()).isEqualTo(1);
        node.leads();
        assertThat(node.raft.term()).isEqualTo(2);
        assertThat(node.raft.commitIndex()).isEqualTo(1);
    }
}
