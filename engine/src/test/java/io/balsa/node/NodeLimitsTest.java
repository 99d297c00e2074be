package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.node.TurnedCluster.Node;
import io.balsa.spi.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole nodes at their limits: what is refused, what stops them, and that every caller is told. */
@Timeout(60)
class NodeLimitsTest {
    @Test
    void aQueryTheStateMachineCannotAnswerFailsAloneAndTheNodeGoesOn() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();

        CompletableFuture<Outcome> bad = node.calls.query(new UnsafeBuffer(new byte[] {'x'}), 0, 1);

        assertThat(cluster.outcome(bad)).isEqualTo(new Outcome.NotAppended(Reason.FAILED));
        assertThat(cluster.outcome(node.add(1)).asLong()).isEqualTo(1);
    }

    @Test
    void withoutALeaderACallEndsAtItsDeadlineCertainlyNotAppended() {
        TurnedCluster cluster = new TurnedCluster(3);
        cluster.kill(cluster.nodes.get(1));
        cluster.kill(cluster.nodes.get(2));

        CompletableFuture<Outcome> command = cluster.nodes.get(3).add(4);
        CompletableFuture<Outcome> query = cluster.nodes.get(3).sum();
        long startNs = cluster.clock.nowNs();

        assertThat(cluster.outcome(command)).isEqualTo(new Outcome.NotAppended(Reason.NO_LEADER));
        assertThat(cluster.outcome(query)).isEqualTo(new Outcome.NotAppended(Reason.NO_LEADER));
        assertThat(cluster.clock.nowNs() - startNs)
                .isBetween(TestConfigs.SUBMIT_TIMEOUT_NS, TestConfigs.SUBMIT_TIMEOUT_NS + 100_000_000);
    }

    @Test
    void tooLongCommandsAreRefusedAtOnce() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();
        UnsafeBuffer tooLong = new UnsafeBuffer(new byte[TestConfigs.MAX_COMMAND_LENGTH + 1]);

        assertThat(node.calls.submit(tooLong, 0, tooLong.capacity()).join())
                .isEqualTo(new Outcome.NotAppended(Reason.TOO_LARGE));
        Assertions.assertThatThrownBy(() -> node.calls.submit(tooLong, 0, tooLong.capacity(), 1, new Recorder()))
                .hasMessageContaining("balsa.limits.max-command-length");
    }

    @Test
    void aFullRingIsARefusal() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();
        UnsafeBuffer large = new UnsafeBuffer(new byte[TestConfigs.MAX_COMMAND_LENGTH]);

        CompletableFuture<Outcome> last = new CompletableFuture<>();
        int accepted = 0;
        while (!last.isDone()) {
            last = node.calls.submit(large, 0, large.capacity());
            accepted++;
        }

        assertThat(last.join()).isEqualTo(new Outcome.NotAppended(Reason.BUSY));
        assertThat(accepted).isBetween(10, 17);
        assertThat(node.loop.counters().get(Reason.BUSY)).isEqualTo(1);
        cluster.turn();
        assertThat(node.calls.submit(large, 0, large.capacity())).isNotDone();
    }

    @Test
    void aLeaderThatMayNotAppendMoreHoldsAndThenRefuses() {
        TurnedCluster cluster = new TurnedCluster(3, TestConfigs.raft(16 * 1024), TestConfigs.limits());
        Node leader = cluster.leader();
        cluster.network.isolate(leader.id);
        UnsafeBuffer kilobyte = new UnsafeBuffer(new byte[1024]);

        int accepted = 0;
        while (!leader.calls.submit(kilobyte, 0, 1024).isDone()) {
            accepted++;
            leader.turn();
        }

        assertThat(accepted).isBetween(70, 100);
        cluster.network.heal();
        cluster.until("everything is applied", () -> leader.adder.added.size() >= 10);
    }

    @Test
    void aLeaderThatMayNotAppendMoreForAMomentAppliesEverythingInOrder() {
        TurnedCluster cluster = new TurnedCluster(3, TestConfigs.raft(4 * 1024), TestConfigs.limits());
        Node leader = cluster.leader();

        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (long i = 0; i < 500; i++) {
            outcomes.add(leader.add(i));
        }

        outcomes.forEach(
                outcome -> assertThat(cluster.outcome(outcome).isApplied()).isTrue());
        assertThat(leader.adder.added).isSorted().hasSize(500);
    }

    @Test
    void aStateMachineThatThrowsStopsTheNodeWithTheIndex() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();
        CompletableFuture<Outcome> poison = node.add(Adder.POISON);

        Assertions.assertThatThrownBy(() -> cluster.turns(10))
                .isInstanceOf(StateMachineException.class)
                .hasMessageContaining("at index 2, term 1")
                .hasMessageContaining("Correct the state machine");
        node.loop.finish(false);
        node.loop.completions().drain();

        assertThat(poison.join()).isEqualTo(new Outcome.Unknown(Reason.CLOSED));
    }

    @Test
    void aFailingSyncStopsTheNodeBeforeAnythingIsAcknowledged() {
        TurnedCluster cluster = new TurnedCluster(1);
        Node node = cluster.leader();
        node.journal.failNextSync();
        CompletableFuture<Outcome> command = node.add(1);

        Assertions.assertThatThrownBy(() -> cluster.turns(10)).isInstanceOf(JournalException.class);
        node.loop.finish(false);
        node.loop.completions().drain();

        assertThat(command.join()).isEqualTo(new Outcome.Unknown(Reason.CLOSED));
        assertThat(node.adder.sum()).isZero();
    }

    @Test
    void theEndLeavesNoCallWithoutAnOutcome() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        Node follower = cluster.follower();
        cluster.network.isolate(leader.id);
        CompletableFuture<Outcome> appended = leader.add(1);
        CompletableFuture<Outcome> read = leader.sum();
        leader.turn();
        CompletableFuture<Outcome> queued = leader.add(2);
        cluster.network.isolate(follower.id);

        leader.loop.ingress().close();
        assertThat(leader.add(3).join()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        leader.loop.finish(true);
        leader.loop.completions().drain();

        assertThat(appended.join()).isEqualTo(new Outcome.Unknown(Reason.CLOSED));
        assertThat(read.join()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(queued.join()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
    }

    @Test
    void handlersThatThrowAtTheEndStrandNobody() {
        TurnedCluster cluster = new TurnedCluster(3);
        Node leader = cluster.leader();
        cluster.network.isolate(leader.id);
        List<CompletableFuture<Outcome>> others = new ArrayList<>();
        UnsafeBuffer command = new UnsafeBuffer(Adder.add(1));
        for (Throwable thrown : List.of(new IllegalStateException("handler"), new AssertionError("handler"))) {
            leader.turn();
            leader.calls.submit(command, 0, Long.BYTES, 1, throwing(thrown));
            others.add(leader.add(1));
        }

        leader.loop.finish(true);
        leader.loop.completions().drain();

        assertThat(others).allMatch(CompletableFuture::isDone);
        assertThat(leader.count(Counter.HANDLER_FAILURES)).isEqualTo(2);
        Assertions.assertThatThrownBy(leader.journal::flush).hasMessageContaining("closed");
    }

    private static OutcomeHandler throwing(Throwable thrown) {
        return new OutcomeHandler() {
            @Override
            public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
                Assertions.fail("applied");
            }

            @Override
            public void onNotAppended(long correlationId, Reason reason) {
                throwAny(thrown);
            }

            @Override
            public void onUnknown(long correlationId, Reason reason) {
                throwAny(thrown);
            }
        };
    }

    private static void throwAny(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
