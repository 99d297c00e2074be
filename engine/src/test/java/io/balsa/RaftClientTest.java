package io.balsa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.client.EchoTransport;
import io.balsa.config.LoopConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RaftClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EchoTransport transport = new EchoTransport();
    private RaftClient client = builder().start();

    private RaftClient.Builder builder() {
        return RaftClient.builder(List.of("n1:1"))
                .cluster(EchoTransport.CLUSTER)
                .transport(() -> transport)
                .closeTimeout(Duration.ofMillis(200))
                .submitTimeout(PATIENCE);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void blockingCallReturnsTheResult(LoopConfig.Profile profile) {
        client.close();
        client = builder().profile(profile).start();
        for (int i = 0; i < 100; i++) {
            assertThat(client.submitAndWait(bytes("c" + i), PATIENCE).asBytes()).isEqualTo(bytes("c" + i));
            assertThat(client.queryAndWait(bytes("q" + i), PATIENCE).asBytes()).isEqualTo(bytes("q" + i));
        }
    }

    @Test
    void futureCompletesOnAVirtualThread() throws Exception {
        CompletableFuture<Boolean> isVirtual = client.submit(bytes("later"))
                .thenApply(outcome -> Thread.currentThread().isVirtual());
        transport.answerLater();
        assertThat(isVirtual.get()).isTrue();
    }

    @Test
    void whatIsChainedToAFutureMayBlockWithoutHoldingUpOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<CompletableFuture<Void>> blocked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            blocked.add(client.submit(bytes("later")).thenAccept(outcome -> await(release)));
        }
        transport.answerLater();
        assertThat(client.submitAndWait(bytes("y"), PATIENCE).isApplied()).isTrue();
        release.countDown();
        CompletableFuture.allOf(blocked.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void manyVirtualThreadsMayBlock() throws Exception {
        int threads = 10_000;
        AtomicInteger applied = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            byte[] command = bytes("c" + i);
            all.add(Thread.startVirtualThread(() -> {
                if (client.submitAndWait(command, PATIENCE).isApplied()) {
                    applied.incrementAndGet();
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(applied).hasValue(threads);
    }

    @Test
    void handlerIsCalledWithTheCorrelationId() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        OutcomeHandler handler = new OutcomeHandler() {
            @Override
            public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
                told.complete(correlationId + " " + result.getStringWithoutLengthUtf8(offset, length));
            }

            @Override
            public void onNotAppended(long correlationId, Reason reason) {
                told.complete(reason.name());
            }

            @Override
            public void onUnknown(long correlationId, Reason reason) {
                told.complete(reason.name());
            }
        };
        UnsafeBuffer buffer = new UnsafeBuffer(bytes("--command"));
        assertThat(client.submit(buffer, 2, 7, 5, handler)).isTrue();
        assertThat(told.get()).isEqualTo("5 command");
    }

    @Test
    void blockingCallGivesUpAtItsDeadline() {
        assertThat(client.submitAndWait(bytes("never"), Duration.ofMillis(50)))
                .isEqualTo(new Outcome.Unknown(Reason.DEADLINE));
        assertThat(client.queryAndWait(bytes("never"), Duration.ofMillis(50)))
                .isEqualTo(new Outcome.NotAppended(Reason.DEADLINE));
    }

    @Test
    void closeTellsCallsUnderWayWhatIsKnownAndRefusesLaterOnes() throws Exception {
        assertThat(client.submitAndWait(bytes("x"), PATIENCE).isApplied()).isTrue();
        CompletableFuture<Outcome> open = client.submit(bytes("never"));
        assertThat(client.submitAndWait(bytes("behind it"), PATIENCE).isApplied())
                .isTrue();
        client.close();
        assertThat(open.get()).isEqualTo(new Outcome.Unknown(Reason.CLOSED));
        assertThat(client.submit(bytes("late")).get()).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(client.submitAndWait(bytes("late"), PATIENCE)).isEqualTo(new Outcome.NotAppended(Reason.CLOSED));
        assertThat(transport.isClosed()).isTrue();
        client.close();
    }

    @Test
    void tooLongCommandIsRefused() throws Exception {
        client.close();
        client = builder().maxCommandLength(10).start();
        assertThat(client.submit(new byte[11]).get()).isEqualTo(new Outcome.NotAppended(Reason.TOO_LARGE));
        assertThat(client.submit(new byte[10]).get().isApplied()).isTrue();
    }

    @Test
    void builderSaysWhatIsMissingOrWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RaftClient.builder(List.of("n1:1")).cluster("c").start())
                .withMessageContaining(".transport(factory)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RaftClient.builder(List.of())
                        .cluster("c")
                        .transport(EchoTransport::new)
                        .start())
                .withMessageContaining("address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RaftClient.builder(List.of("n1"))
                        .cluster("c")
                        .transport(EchoTransport::new)
                        .start())
                .withMessageContaining("\"n1\" has no port");
    }

    @Test
    void transportIsClosedWhenTheClientCannotStart() {
        EchoTransport unused = new EchoTransport();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .maxCommandLength(1 << 25)
                        .queueBytes(1 << 29)
                        .transport(() -> unused)
                        .start())
                .withMessageContaining("too short for a command");
        assertThat(unused.isClosed()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
