package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import io.balsa.node.TurnedCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole nodes: submit and query from anywhere, through elections, losses and restarts. */
@Timeout(60)
class NodesTest {
    @Test
    void aSingleNodeAppliesWhatItIsGiven() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();

        assertThat(cluster.outcome(node.add(5)).asLong()).isEqualTo(5);
        assertThat(cluster.outcome(node.add(6)).asLong()).isEqualTo(11);
        assertThat(cluster.outcome(node.sum()).asLong()).isEqualTo(11);
    }

    @Test
    void commandsGivenToTheLeaderReachEveryNode() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();

        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            outcomes.add(leader.add(i));
        }

        outcomes.forEach(
                outcome -> assertThat(cluster.outcome(outcome).isApplied()).isTrue());
        cluster.until(
                "all nodes apply", () -> cluster.nodes.values().stream().allMatch(node -> node.adder.sum() == 5050));
        assertThat(leader.count(Counter.BATCHES)).isEqualTo(1);
    }

    @Test
    void commandsGivenToAFollowerArePassedOnTogetherAndInOrder() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node follower = cluster.follower();

        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            outcomes.add(follower.add(i));
        }

        outcomes.forEach(
                outcome -> assertThat(cluster.outcome(outcome).isApplied()).isTrue());
        assertThat(cluster.leader().adder.added).startsWith(1L, 2L, 3L).hasSize(100);
        assertThat(cluster.leader().count(Counter.BATCHES)).isEqualTo(1);
        assertThat(follower.count(Counter.FORWARDED)).isEqualTo(100);
    }

    @Test
    void handlersAreCalledOnTheLoop() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node follower = cluster.follower();
        Recorder recorder = new Recorder();

        assertThat(follower.calls.call(CallForms.SUBMIT, new UnsafeBuffer(Adder.add(7)), 0, 8, 42, recorder))
                .isTrue();
        assertThat(follower.calls.call(CallForms.QUERY, new UnsafeBuffer(new byte[0]), 0, 0, 43, recorder))
                .isTrue();

        cluster.until("the handler is called twice", () -> recorder.said.size() == 2);
        assertThat(recorder.said).allMatch(said -> said.startsWith("applied 4"));
    }

    @Test
    void queriesOnAnyNodeSeeWhatWasAcknowledgedBefore() {
        TurnedCluster cluster = new TurnedCluster(3);
        cluster.outcome(cluster.leader().add(9));

        for (Node node : List.copyOf(cluster.nodes.values())) {
            assertThat(cluster.outcome(node.sum()).asLong()).isEqualTo(9);
        }
    }

    @Test
    void aQueryOnAnIsolatedLeaderIsNotAnswered() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node old = cluster.leader();
        cluster.network.isolate(old.id);
        CompletableFuture<Outcome> stale = old.sum();
        cluster.until(
                "another leader",
                () -> cluster.nodes.values().stream().anyMatch(node -> node != old && node.isLeader()));

        Node leader = cluster.nodes.values().stream()
                .filter(node -> node != old && node.isLeader())
                .findFirst()
                .orElseThrow();
        assertThat(cluster.outcome(leader.add(3)).isApplied()).isTrue();
        assertThat(stale).isNotDone();

        cluster.network.heal();
        assertThat(cluster.outcome(stale).asLong()).isEqualTo(3);
    }

    @Test
    void aSubmitDuringAnElectionWaitsForTheLeader() {
        TurnedCluster cluster = new TurnedCluster(3);

        CompletableFuture<Outcome> early = cluster.nodes.get(2).add(4);

        assertThat(cluster.outcome(early).asLong()).isEqualTo(4);
    }

    @Test
    void aCommandOfALeaderWithoutMajorityIsUnknownAtItsDeadline() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        cluster.network.isolate(leader.id);

        assertThat(cluster.outcome(leader.add(4))).isEqualTo(new Outcome.Unknown(Reason.DEADLINE));
    }

    @Test
    void aCommandReplacedByAnotherLeadersIsSuperseded() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node old = cluster.leader();
        cluster.network.isolate(old.id);
        CompletableFuture<Outcome> lost = old.add(4);
        cluster.until(
                "another leader",
                () -> cluster.nodes.values().stream().anyMatch(node -> node != old && node.isLeader()));
        Node leader = cluster.nodes.values().stream()
                .filter(node -> node != old && node.isLeader())
                .findFirst()
                .orElseThrow();
        cluster.outcome(leader.add(3));
        assertThat(lost).isNotDone();

        cluster.network.heal();

        assertThat(cluster.outcome(lost)).isEqualTo(new Outcome.NotAppended(Reason.SUPERSEDED));
        cluster.until("the old leader catches up", () -> old.adder.sum() == 3);
    }

    @Test
    void aCommandThatOutlivesItsLeadershipIsAppliedAndSaidToBe() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node old = cluster.leader();
        for (Node node : cluster.nodes.values()) {
            if (node != old) {
                cluster.network.link(node.id, old.id).cut();
            }
        }
        CompletableFuture<Outcome> command = old.add(4);
        cluster.until("the leader gives up", () -> !old.isLeader());

        cluster.network.heal();

        assertThat(cluster.outcome(command).asLong()).isEqualTo(4);
    }

    @Test
    void aForwardWhoseLeaderDiesIsUnknownSoonAfterTheNextIsKnown() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        Node follower = cluster.follower();
        CompletableFuture<Outcome> command = follower.add(4);
        follower.turn();
        cluster.kill(leader);
        long startNs = cluster.clock.nowNs();

        assertThat(cluster.outcome(command)).isEqualTo(new Outcome.Unknown(Reason.LEADER_LOST));
        assertThat(cluster.clock.nowNs() - startNs).isLessThan(TestConfigs.SUBMIT_TIMEOUT_NS);
    }

    @Test
    void aForwardThatWasRefusedGoesToTheNextLeader() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node old = cluster.leader();
        Node follower = cluster.follower();
        cluster.network.link(follower.id, old.id).hold();
        CompletableFuture<Outcome> command = follower.add(4);
        follower.turn();
        cluster.until("the leader gives up", () -> {
            cluster.network.link(old.id, 6 - old.id - follower.id).cut();
            return !old.isLeader();
        });
        cluster.until("no leader is known", () -> follower.loop.raft().leaderId() == 0);
        CompletableFuture<Outcome> behind = follower.add(5);
        follower.turn();
        cluster.network.heal();

        assertThat(cluster.outcome(command).isApplied()).isTrue();
        assertThat(cluster.outcome(behind).isApplied()).isTrue();
        cluster.turns(500);
        assertThat(cluster.nodes.values()).allMatch(node -> node.adder.sum() == 9);
    }

    @Test
    void aFrameThatComesTwiceIsAppliedOnce() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        Node follower = cluster.follower();
        cluster.network.link(follower.id, leader.id).duplicateNext(1_000_000);

        for (int i = 0; i < 10; i++) {
            assertThat(cluster.outcome(follower.add(1)).isApplied()).isTrue();
        }

        cluster.turns(100);
        assertThat(cluster.nodes.values()).allMatch(node -> node.adder.sum() == 10);
    }

    @Test
    void aRestartedClusterAppliesItsLogFromTheJournal() {
        TurnedCluster cluster = new TurnedCluster(3);
        for (int i = 0; i < 300; i++) {
            cluster.outcome(cluster.leader().add(1));
        }
        List.copyOf(cluster.nodes.values()).forEach(cluster::kill);
        for (int id = 1; id <= 3; id++) {
            cluster.start(id);
        }

        assertThat(cluster.outcome(cluster.leader().sum()).asLong()).isEqualTo(300);
        cluster.until(
                "all nodes apply", () -> cluster.nodes.values().stream().allMatch(node -> node.adder.sum() == 300));
        assertThat(cluster.leader().count(Counter.APPLIED_COLD)).isGreaterThanOrEqualTo(300);
    }

    @Test
    void aRestartedFollowerIsHeardAtOnceAndCatchesUp() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        Node follower = cluster.follower();
        cluster.kill(follower);
        cluster.outcome(leader.add(8));

        Node again = cluster.start(follower.id);
        cluster.turns(60);

        assertThat(again.adder.sum()).isEqualTo(8);
        assertThat(leader.isLeader()).isTrue();
        assertThat(again.count(Counter.ELECTIONS)).isZero();
        assertThat(cluster.outcome(again.add(1)).asLong()).isEqualTo(9);
    }
}
