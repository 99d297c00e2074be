package io.balsa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Command;
import io.balsa.api.Outcome;
import io.balsa.api.RaftListener;
import io.balsa.api.Reason;
import io.balsa.api.ResultWriter;
import io.balsa.api.RoleName;
import io.balsa.api.StateMachine;
import io.balsa.node.StateMachineException;
import io.balsa.testing.MemoryJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes on their own threads. */
@Timeout(120)
class RaftNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ThreadedCluster cluster = new ThreadedCluster("");

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "low-latency"})
    void everyNodeTakesCommandsAndQueriesInAllForms(String profile) throws Exception {
        cluster = new ThreadedCluster("balsa.loop.profile = " + profile);
        cluster.start(3);
        long expected = 0;
        for (RaftNode node : cluster.nodes) {
            assertThat(node.submitAndWait(CountingService.ONE, PATIENCE).asLong())
                    .isEqualTo(++expected);
            assertThat(node.submit(CountingService.ONE).get().asLong()).isEqualTo(++expected);
            assertThat(node.queryAndWait(CountingService.NOTHING, PATIENCE).asLong())
                    .isEqualTo(expected);
            assertThat(node.query(CountingService.NOTHING).get().asLong()).isEqualTo(expected);
        }
        cluster.awaitCount(expected);
    }

    @Test
    void tenThousandVirtualThreadsBlockAtOnce() throws Exception {
        cluster.start(3);
        cluster.awaitAgreement(cluster.submitFromVirtualThreads(10_000, 5), 50_000);
    }

    @Test
    void aHundredThousandVirtualThreadsBlockAtOnce() throws Exception {
        cluster.start(3);
        cluster.awaitAgreement(cluster.submitFromVirtualThreads(100_000, 2), 200_000);
    }

    @Test
    void manyMoreCallersThanSlotsAllGetTheirTurn() throws Exception {
        cluster = new ThreadedCluster("balsa.limits.max-pending-calls = 64, balsa.limits.submit-timeout = 1m");
        cluster.start(3);
        cluster.awaitAgreement(cluster.submitFromVirtualThreads(5_000, 4), 20_000);
    }

    @Test
    void whatIsChainedToAFutureMayWaitForAnotherCall() throws Exception {
        cluster.start(1);
        RaftNode node = cluster.nodes.getFirst();
        CompletableFuture<Outcome> chained = node.submit(CountingService.ONE)
                .thenApply(first -> node.submit(CountingService.ONE).join())
                .thenApply(second -> node.submitAndWait(CountingService.ONE, PATIENCE));

        assertThat(chained.get(20, TimeUnit.SECONDS).asLong()).isEqualTo(3);
    }

    @Test
    void aRestartedNodeGoesOnWhereItsJournalEnds() {
        cluster.start(1);
        assertThat(cluster.nodes
                        .getFirst()
                        .submitAndWait(CountingService.ONE, PATIENCE)
                        .asLong())
                .isEqualTo(1);
        cluster.stopAll();
        cluster.start(1);

        assertThat(cluster.nodes
                        .getFirst()
                        .submitAndWait(CountingService.ONE, PATIENCE)
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void closeEndsEveryCallAndIsIdempotent() throws Exception {
        cluster.start(3);
        RaftNode node = cluster.leader();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(node.submit(CountingService.ONE));
        }
        node.close();
        node.close();

        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(node.isStopped()).isTrue();
        assertThat(node.submit(CountingService.ONE).join()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(node.submitAndWait(CountingService.ONE, PATIENCE)).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(node.status().nodeId()).isEqualTo(cluster.idOf(node));
    }

    @Test
    void closingWhileCallersCallLeavesNobodyWaiting() throws Exception {
        cluster.start(1);
        RaftNode node = cluster.nodes.getFirst();
        CountDownLatch underWay = new CountDownLatch(1000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    while (node.submitAndWait(CountingService.ONE, PATIENCE).isApplied()) {
                        underWay.countDown();
                    }
                });
            }
            assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
            node.close();
        }
        assertThat(node.awaitStop()).isNull();
    }

    @Test
    void aStateMachineThatThrowsStopsTheNodeAndEveryoneIsTold() throws Exception {
        AtomicReference<Throwable> heard = new AtomicReference<>();
        cluster.listen(new RaftListener() {
            @Override
            public void onStopped(Throwable cause) {
                heard.set(cause);
            }
        });
        cluster.start(1);
        RaftNode node = cluster.nodes.getFirst();

        Outcome outcome = node.submitAndWait("poison".getBytes(UTF_8), PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Unknown(Reason.CLOSED));
        assertThat(node.awaitStop()).isInstanceOf(StateMachineException.class);
        Awaitility.await().until(() -> heard.get() instanceof StateMachineException);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        cluster.start(3);
        cluster.nodes.subList(1, 3).forEach(RaftNode::close);
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Thread caller = Thread.ofVirtual()
                .start(() -> outcome.set(cluster.nodes.getFirst().submitAndWait(CountingService.ONE, PATIENCE)));
        Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();
        caller.join();

        assertThat(outcome.get()).isEqualTo(new Outcome.Unknown(Reason.DEADLINE));
    }

    @Test
    void listenersHearOfRolesLeadersAndMembers() {
        List<String> heard = new CopyOnWriteArrayList<>();
        cluster.listen(new RaftListener() {
            @Override
            public void onRole(RoleName role, long term) {
                heard.add(
                        role + " in a virtual thread: " + Thread.currentThread().isVirtual());
            }
        });
        cluster.start(1);

        Awaitility.await().until(() -> heard.contains("LEADER in a virtual thread: true"));
    }

    @Test
    void aMissingPartIsNamed() {
        assertThatThrownBy(() -> RaftNode.builder(cluster.config(1, 1)).start()).hasMessageContaining("stateMachine");
    }

    @Test
    void nothingStaysOpenWhenTheTransportCannotBeOpened() {
        AtomicReference<MemoryJournal> journal = new AtomicReference<>();
        assertThatThrownBy(() -> RaftNode.builder(cluster.config(1, 1))
                        .journal((identity, config) -> {
                            journal.set(new MemoryJournal());
                            return journal.get();
                        })
                        .transport((identity, config) -> {
                            throw new IllegalStateException("port in use");
                        })
                        .stateMachine(new CountingService())
                        .start())
                .hasMessage("port in use");
        assertThatThrownBy(() -> journal.get().flush()).hasMessageContaining("closed");
    }

    /** Counts commands. */
    static final class CountingService implements StateMachine {
        static final byte[] ONE = {1};
        static final byte[] NOTHING = {};

        private volatile long count;

        long count() {
            return count;
        }

        @Override
        public void apply(Command command, ResultWriter result) {
            if (command.length() > 1) {
                throw new IllegalArgumentException("only ones");
            }
            long next = count + 1;
            count = next;
            result.putLong(next);
        }

        @Override
        public void query(DirectBuffer query, int offset, int length, ResultWriter result) {
            result.putLong(count);
        }
    }
}
