package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Outcome;
import io.balsa.api.PeerState;
import io.balsa.api.PeerStatus;
import io.balsa.api.Reason;
import io.balsa.config.RaftConfig;
import io.balsa.journal.Durability;
import io.balsa.spi.EntryFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lives of a node, its clocks, and what can be seen of it. */
class NodeTest {
    private final Simulation simulation = new Simulation(5);

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void everythingOfANodeCanBeSeen() {
        Node leader = simulation.leader();
        simulation.await(simulation.client(leader.id()).propose(Registers.write(1, 1)));
        simulation.advance(Duration.ofMillis(200));
        assertThat(leader.term()).isOne();
        assertThat(leader.votedFor()).isEqualTo(leader.id());
        assertThat(leader.firstIndex()).isOne();
        assertThat(leader.lastIndex()).isEqualTo(2);
        assertThat(leader.lastTerm()).isOne();
        assertThat(leader.durableIndex()).isEqualTo(2);
        assertThat(leader.commitIndex()).isEqualTo(2);
        assertThat(leader.appliedIndex()).isEqualTo(2);
        assertThat(leader.incarnation()).isOne();
        assertThat(leader.membership()).isEqualTo(simulation.options().members());
        for (Node node : simulation.nodes()) {
            assertThat(node.leaderId()).isEqualTo(leader.id());
            assertThat(node.stateHash()).isEqualTo(leader.stateHash()).isNotZero();
            if (node != leader) {
                assertThat(node.verifiedIndex()).isEqualTo(2);
                assertThat(leader.peers()).contains(new PeerStatus(node.id(), PeerState.REPLICATE, 2, 3));
                assertThat(node.peers()).isEmpty();
            }
        }
        assertThat(leader.peers()).hasSize(2);
    }

    @Test
    void aStoppedNodeTellsItsCallersWhatIsKnown() {
        Node leader = simulation.leader();
        SimClient client = simulation.client(leader.id());
        Operation write = client.propose(Registers.write(1, 1));
        leader.stop();
        assertThat(write.outcome()).isInstanceOf(Outcome.NotAppended.class);
        assertThat(leader.isUp()).isFalse();
        assertThatThrownBy(() -> simulation.nodes().forEach(Node::start)).hasMessageContaining("is up");
    }

    @Test
    void aCallIsLostWithItsNodeAndSaysSo() {
        Node leader = simulation.leader();
        Operation write = simulation.client(leader.id()).propose(Registers.write(1, 1));
        assertThat(write.isLost()).isFalse();
        assertThatThrownBy(write::requireOutcome).hasMessageContaining("has no outcome yet");
        leader.crash();
        assertThat(simulation.await(write).outcome()).isNull();
        assertThat(write.isLost()).isTrue();
        assertThat(write.isUnknown()).isTrue();
        assertThatThrownBy(write::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is lost")
                .hasMessageContaining("its node died");
    }

    @Test
    void aNodeStartsWithOtherOptions() {
        Node leader = simulation.leader();
        leader.stop();
        RaftConfig before = NodeOptions.DEFAULT.raft();
        RaftConfig slow = new RaftConfig(
                10 * before.electionTimeoutNs(),
                before.heartbeatIntervalNs(),
                before.commitNoticeDelayNs(),
                before.journalStallNs(),
                1,
                1,
                1,
                before.maxUncommittedBytes(),
                before.tailBytes(),
                before.tailEntries());
        leader.start(NodeOptions.DEFAULT.raft(slow).durability(Durability.PAGE_CACHE));
        assertThat(leader.status().durability()).isEqualTo("page-cache");
        assertThat(leader.incarnation()).isEqualTo(2);
        simulation.leader();
    }

    @Test
    void aWipedNodeHasNothing() {
        Node node = simulation.leader();
        node.wipe();
        assertThat(node.storage().segments()).isEmpty();
        node.start();
        assertThat(node.lastIndex()).isZero();
        assertThat(node.incarnation()).isOne();
    }

    @Test
    void aPausedLeaderFindsItselfReplaced() {
        Node leader = simulation.leader();
        leader.pause(Duration.ofSeconds(3));
        simulation.until(
                "another leader",
                () -> simulation.nodes().stream().anyMatch(node -> node != leader && node.isLeader()));
        assertThat(leader.isLeader()).as("it has not noticed yet").isTrue();
        assertThat(leader.isPaused()).isTrue();
        leader.resume();
        simulation.until("it notices", () -> !leader.isLeader());
    }

    @Test
    void clocksMayDisagreeAsTheyLike() {
        simulation.node(1).driftClock(-300_000);
        simulation.node(2).driftClock(300_000);
        simulation.node(3).skewClock(Duration.ofHours(-5));
        simulation.leader();
        simulation.node(1).jumpClock(Duration.ofDays(-1));
        simulation.node(2).jumpClock(Duration.ofDays(1));
        simulation.node(3).leapClock(Duration.ofSeconds(30));
        simulation.advance(Duration.ofSeconds(5));
        Node leader = simulation.leader();
        assertThat(simulation
                        .await(simulation.client(leader.id()).propose(Registers.write(1, 1)))
                        .isApplied())
                .isTrue();
    }

    @Test
    void aFastClockDoesNotEndAHealthyLeadership() {
        Node leader = simulation.leader();
        simulation.nodes().forEach(node -> node.driftClock(1_000));
        simulation.advance(Duration.ofSeconds(60));
        assertThat(simulation.leader()).isSameAs(leader);
        assertThat(leader.term()).isOne();
    }

    @Test
    void observersSeeEveryEntryVoteAndCommand() {
        List<String> seen = new ArrayList<>();
        simulation.observe(new NodeObserver() {
            @Override
            public void onAppend(Node node, EntryFrame entry, long position) {
                seen.add("append " + entry.index());
            }

            @Override
            public void onVote(Node node, long term, int votedFor, long position) {
                seen.add("vote " + term);
            }

            @Override
            public void onApply(Node node, io.balsa.api.Command command) {
                seen.add("apply " + command.index());
            }
        });
        Node leader = simulation.leader();
        simulation.await(simulation.client(leader.id()).propose(Registers.write(1, 1)));
        assertThat(seen).contains("vote 1", "append 1", "append 2", "apply 2");
    }

    @Test
    void aScriptRunsAtItsTime() {
        long[] at = new long[1];
        simulation.in(Duration.ofMillis(30), () -> at[0] = simulation.nowNs());
        simulation.advance(Duration.ofMillis(40));
        assertThat(at[0]).isEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(simulation.nowNs()).isEqualTo(Duration.ofMillis(40).toNanos());
    }

    @Test
    void whoGivesUpOrTriesAgainKeepsWhatIsUnknownUnknown() {
        Node leader = simulation.leader();
        SimClient client = simulation.client(leader.id());
        Operation first = client.propose(Registers.write(1, 1));
        client.cancel(first);
        assertThat(first.isOpen()).isFalse();
        assertThat(first.isUnknown()).isTrue();
        Operation second = client.moveTo(simulation.node(leader.id() % 3 + 1)).retry(first);
        assertThat(second.sequence()).isEqualTo(first.sequence());
        simulation.await(second);
        assertThat(second.isApplied()).isTrue();
        assertThat(first.isUnknown()).isTrue();
        leader.stop();
        Operation refused = client.moveTo(leader).propose(7, Registers.write(1, 1));
        assertThat(refused.outcome()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(refused.sequence()).isEqualTo(7);
    }
}
