package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.client.ClientLoop;
import io.balsa.client.ClientSettings;
import io.balsa.config.LoopConfig;
import io.balsa.testing.MemoryNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The client's loop against whole nodes, all turned by one thread. */
class ClusterClientTest {
    private final TurnedCluster cluster = new TurnedCluster(3);
    private final CallDesk desk;
    private final ClientLoop client;

    ClusterClientTest() {
        ClientSettings.Times times = new ClientSettings.Times(ns(100), ns(50), ns(200));
        LoopConfig loop = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 0, 1000, 1000, 1000, -1);
        List<String> addresses = List.of(MemoryNetwork.address(1), MemoryNetwork.address(2));
        ClientSettings settings = new ClientSettings("test", 0, addresses, TestConfigs.limits(), loop, times);
        desk = new CallDesk(settings.limits(), cluster.clock::nowNs, -5);
        client = new ClientLoop(settings, cluster.network.client(), desk, cluster.clock::nowNs, 4711);
    }

    private static long ns(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }

    private void turn() {
        client.turn();
        desk.completions().drain();
        cluster.turn();
    }

    private CompletableFuture<Outcome> add(long number) {
        return desk.forms().call(CallForms.SUBMIT, new UnsafeBuffer(Adder.add(number)), 0, Long.BYTES);
    }

    private Outcome outcome(CompletableFuture<Outcome> future) {
        for (int i = 0; i < 10_000 && !future.isDone(); i++) {
            turn();
        }
        assertThat(future).isDone();
        return future.join();
    }

    private long sum() {
        return outcome(desk.forms().call(CallForms.QUERY, new UnsafeBuffer(new byte[0]), 0, 0))
                .asLong();
    }

    @Test
    void commandsAndQueriesReachTheLeaderWhereverTheClientBegins() {
        assertThat(outcome(add(40)).asLong()).isEqualTo(40);
        assertThat(outcome(add(2)).asLong()).isEqualTo(42);
        assertThat(sum()).isEqualTo(42);
    }

    @Test
    void leadersMayDieUnderLoadAndNoOutcomeIsAGuess() {
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            outcome(add(0));
            TurnedCluster.Node leader = cluster.leader();
            for (int i = 0; i < 200; i++) {
                calls.add(add(1));
                if (i == 100) {
                    cluster.kill(leader);
                }
                if (i % 3 == 0) {
                    turn();
                }
            }
            calls.forEach(this::outcome);
            cluster.start(leader.id);
        }
        long applied = calls.stream().filter(call -> call.join().isApplied()).count();
        long unknown = calls.stream()
                .filter(call -> call.join() instanceof Outcome.Unknown)
                .count();
        assertThat(calls).hasSize(1000);
        assertThat(applied).isGreaterThan(400);
        assertThat(sum()).isBetween(applied, applied + unknown);
    }

    @Test
    void resultsOfAppliedCommandsAreAllDifferent() {
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        outcome(add(0));
        for (int i = 0; i < 500; i++) {
            calls.add(add(1));
            turn();
        }
        calls.forEach(this::outcome);
        assertThat(calls.stream().map(call -> call.join().asLong())).doesNotHaveDuplicates();
        assertThat(sum()).isEqualTo(500);
    }
}
