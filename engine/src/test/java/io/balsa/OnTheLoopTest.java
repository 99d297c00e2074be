package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.RaftNodeTest.CountingService;
import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.client.EchoTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What outcome handlers do on the loop, and what they hold up. */
@Timeout(60)
class OnTheLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UnsafeBuffer ONE = new UnsafeBuffer(CountingService.ONE);

    private final ThreadedCluster cluster = new ThreadedCluster("");

    @AfterEach
    void close() {
        cluster.close();
    }

    private RaftNode node() {
        cluster.start(1);
        RaftNode node = cluster.nodes.getFirst();
        assertThat(node.submitAndWait(CountingService.ONE, PATIENCE).isApplied())
                .isTrue();
        return node;
    }

    private static OutcomeHandler running(Runnable action) {
        return new OutcomeHandler() {
            @Override
            public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
                action.run();
            }

            @Override
            public void onNotAppended(long correlationId, Reason reason) {}

            @Override
            public void onUnknown(long correlationId, Reason reason) {}
        };
    }

    private static List<String> thrownBy(List<Callable<?>> calls) {
        List<String> thrown = new ArrayList<>();
        for (Callable<?> call : calls) {
            try {
                thrown.add(String.valueOf(call.call()));
            } catch (Exception e) {
                thrown.add(e.toString());
            }
        }
        return thrown;
    }

    private static void assertEachIsRefused(CompletableFuture<List<String>> thrown) throws Exception {
        assertThat(thrown.get(20, TimeUnit.SECONDS))
                .allMatch(text -> text.startsWith("java.lang.IllegalStateException: ") && text.contains("loop"));
    }

    @Test
    void aHandlerOfANodeThatWouldWaitForItIsToldSo() throws Exception {
        RaftNode node = node();
        CompletableFuture<List<String>> thrown = new CompletableFuture<>();
        node.submit(
                ONE,
                0,
                1,
                7,
                running(() -> thrown.complete(thrownBy(List.of(
                        () -> node.submitAndWait(CountingService.ONE, PATIENCE),
                        () -> node.queryAndWait(CountingService.NOTHING, PATIENCE),
                        () -> node.submit(CountingService.ONE).get(),
                        node::status,
                        node::awaitStop)))));

        assertEachIsRefused(thrown);
        assertThat(node.status().role()).isNotNull();
    }

    @Test
    void aHandlerOfAClientThatWouldWaitForItIsToldSo() throws Exception {
        EchoTransport transport = new EchoTransport();
        CompletableFuture<List<String>> thrown = new CompletableFuture<>();
        try (RaftClient client = RaftClient.builder(List.of("n1:1"))
                .cluster(EchoTransport.CLUSTER)
                .transport(() -> transport)
                .start()) {
            client.submit(
                    ONE,
                    0,
                    1,
                    7,
                    running(() -> thrown.complete(thrownBy(List.of(
                            () -> client.submitAndWait(CountingService.ONE, PATIENCE),
                            () -> client.queryAndWait(CountingService.NOTHING, PATIENCE),
                            () -> client.query(CountingService.NOTHING).join())))));
            assertEachIsRefused(thrown);
        }
    }

    @Test
    void aCallerIsReleasedSoonAfterItsDeadlineThoughTheLoopIsHeldUp() throws Exception {
        RaftNode node = node();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        node.submit(ONE, 0, 1, 7, running(() -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        held.await();

        Outcome outcome = node.submitAndWait(CountingService.ONE, Duration.ofMillis(100));

        assertThat(outcome).isEqualTo(new Outcome.Unknown(Reason.DEADLINE));
        release.countDown();
        assertThat(node.submitAndWait(CountingService.ONE, PATIENCE).isApplied())
                .isTrue();
    }

    @Test
    void patienceMayBeEndless() {
        assertThat(node().submitAndWait(CountingService.ONE, Duration.ofNanos(Long.MAX_VALUE))
                        .isApplied())
                .isTrue();
    }
}
