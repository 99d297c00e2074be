package io.balsa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.client.EchoTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PolledClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EchoTransport transport = new EchoTransport();
    private final RaftClient client = RaftClient.builder(List.of("n1:1"))
            .cluster(EchoTransport.CLUSTER)
            .transport(() -> transport)
            .closeTimeout(Duration.ofMillis(200))
            .submitTimeout(PATIENCE)
            .polled()
            .start();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        assertThat(transport.isClosed()).isTrue();
    }

    private boolean submit(String text, OutcomeHandler handler) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(UTF_8));
        return client.submit(bytes, 0, bytes.capacity(), 7, handler);
    }

    private OutcomeHandler noting(Runnable andThen) {
        return new OutcomeHandler() {
            @Override
            public void onApplied(long id, long index, DirectBuffer result, int offset, int length) {
                told.add(result.getStringWithoutLengthUtf8(offset, length) + " on "
                        + Thread.currentThread().getName());
                andThen.run();
            }

            @Override
            public void onNotAppended(long id, Reason reason) {
                told.add("not appended: " + reason);
            }

            @Override
            public void onUnknown(long id, Reason reason) {
                told.add("unknown: " + reason);
            }
        };
    }

    private void pollUntilTold(int outcomes) {
        while (told.size() < outcomes) {
            client.poll();
        }
    }

    @Test
    void handlersRunOnTheThreadThatPolls() {
        String here = Thread.currentThread().getName();
        assertThat(submit("a", noting(() -> {}))).isTrue();
        pollUntilTold(1);
        assertThat(submit("b", noting(() -> {}))).isTrue();
        pollUntilTold(2);
        assertThat(told).containsExactly("a on " + here, "b on " + here);
    }

    @Test
    void aPollThatMaySleepDoesNotWhileThereIsSomethingToDo() {
        submit("a", noting(() -> {}));
        while (told.isEmpty()) {
            assertThat(client.poll(Duration.ofHours(1))).isPositive();
        }
        assertThat(transport.bell.waits()).isZero();
    }

    @Test
    void whatArrivesEndsTheSleepOfAPoll() throws Exception {
        submit("later", noting(() -> {}));
        client.poll();
        Thread answering = Thread.ofPlatform().start(() -> {
            while (transport.bell.waits() == 0) {
                Thread.onSpinWait();
            }
            transport.answerLater();
        });
        while (told.isEmpty()) {
            client.poll(Duration.ofHours(1));
        }
        answering.join();
    }

    @Test
    void aCallOfAnotherThreadEndsTheSleepOfAPoll() throws Exception {
        client.poll();
        for (int calls = 1; calls <= 1_000; calls++) {
            Thread calling = Thread.ofVirtual().start(() -> submit("x", noting(() -> {})));
            while (told.size() < calls) {
                client.poll(Duration.ofHours(1));
            }
            calling.join();
        }
    }

    @Test
    void deadlinesPassWhileAPollSleeps() {
        UnsafeBuffer never = new UnsafeBuffer("never".getBytes(UTF_8));
        client.submit(never, 0, never.capacity(), Duration.ofMillis(20), 7, noting(() -> {}));
        while (told.isEmpty()) {
            client.poll(Duration.ofHours(1));
        }
        assertThat(told).containsExactly("unknown: DEADLINE");
    }

    @Test
    void aPollSleepsForNoLongerThanItMay() {
        pollUntilQuiet();
        assertThat(client.poll(Duration.ofMillis(3))).isZero();
        assertThat(client.poll(Duration.ZERO)).isZero();
        assertThat(client.poll(Duration.ofMillis(-1))).isZero();
    }

    @Test
    void aPollOfAnInterruptedThreadDoesNotSleep() {
        pollUntilQuiet();
        int waits = transport.bell.waits();
        Thread.currentThread().interrupt();
        assertThat(client.poll(Duration.ofHours(1))).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.bell.waits()).isEqualTo(waits);
    }

    private void pollUntilQuiet() {
        for (int idle = 0; idle < 10; idle = client.poll() > 0 ? 0 : idle + 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingHappensBetweenPolls() {
        client.poll();
        submit("a", noting(() -> {}));
        assertThat(told).isEmpty();
        pollUntilTold(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void commandsOfOneThreadStayInOrderWhereverItSubmitsThem() {
        String here = Thread.currentThread().getName();
        client.poll();
        submit("a", noting(() -> submit("b", noting(() -> {}))));
        pollUntilTold(1);
        submit("c", noting(() -> {}));
        pollUntilTold(3);
        assertThat(told).containsExactly("a on " + here, "b on " + here, "c on " + here);
    }

    @Test
    void aCommandWhosePatienceEndsBeforeThePollIsNotSent() {
        submit("a", noting(() -> {}));
        pollUntilTold(1);
        UnsafeBuffer late = new UnsafeBuffer("late".getBytes(UTF_8));
        client.submit(late, 0, late.capacity(), Duration.ofMillis(1), 7, noting(() -> {}));
        long overNs = System.nanoTime() + 2_000_000;
        while (System.nanoTime() - overNs < 0) {
            Thread.onSpinWait();
        }
        pollUntilTold(2);
        assertThat(told.getLast()).isEqualTo("not appended: DEADLINE");
    }

    @Test
    void aClientThatIsNotPolledRefusesAtLastAndLosesNothing() {
        client.poll();
        UnsafeBuffer command = new UnsafeBuffer(new byte[32 * 1024]);
        int taken = 0;
        while (client.submit(command, 0, command.capacity(), 7, noting(() -> {}))) {
            taken++;
        }
        pollUntilTold(taken);
        assertThat(told.stream().filter(outcome -> outcome.contains("not appended") || outcome.contains("unknown")))
                .isEmpty();
        assertThat(submit("there is room again", noting(() -> {}))).isTrue();
    }

    @Test
    void otherThreadsWaitForOutcomesWhileOnePolls() throws Exception {
        client.poll();
        CompletableFuture<Outcome> waiting = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> waiting.complete(client.submitAndWait("x".getBytes(UTF_8), PATIENCE)));
        while (!waiting.isDone()) {
            client.poll();
        }
        assertThat(waiting.get().asBytes()).isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void whoPollsMustNotWait() throws Exception {
        client.poll();
        CompletableFuture<Outcome> future = client.submit("x".getBytes(UTF_8));
        CompletableFuture<byte[]> chained = future.thenApply(Outcome::asBytes);
        assertEachIsRefused(
                "this thread polls the client",
                () -> client.submitAndWait("x".getBytes(UTF_8), PATIENCE),
                () -> client.queryAndWait("x".getBytes(UTF_8), PATIENCE),
                future::get,
                () -> future.get(1, TimeUnit.SECONDS),
                future::join,
                chained::join);
        while (!chained.isDone()) {
            client.poll();
        }
        assertThat(chained.join()).isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void nobodyWaitsForAClientThatNobodyPolls() {
        CompletableFuture<Outcome> future = client.query("x".getBytes(UTF_8));
        assertEachIsRefused(
                "nobody has polled this client yet",
                () -> client.submitAndWait("x".getBytes(UTF_8), PATIENCE),
                future::get,
                future::join);
    }

    private static void assertEachIsRefused(String why, ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException()
                    .isThrownBy(call)
                    .withMessageContaining(why)
                    .withMessageContaining("would wait for the loop");
        }
    }

    @Test
    void onlyOneThreadPollsAndCloses() throws Exception {
        client.poll();
        assertThat(messageOfAnotherThread(client::poll)).contains("only the thread that polled first");
        assertThat(messageOfAnotherThread(client::close)).contains("only the thread that polled first");
    }

    private static String messageOfAnotherThread(Runnable call) throws InterruptedException {
        try {
            CompletableFuture.runAsync(call, Thread::startVirtualThread).get(30, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHandlerMayCloseButNotPoll() {
        submit("a", noting(() -> {
            assertThatIllegalStateException().isThrownBy(client::poll);
            client.close();
        }));
        pollUntilTold(1);
        assertThat(client.poll()).isZero();
        assertThat(submit("b", noting(() -> {}))).isTrue();
        assertThat(told.getLast()).isEqualTo("not appended: CLOSED");
    }

    @Test
    void closeBringsCallsUnderWayToTheirEnd() {
        client.poll();
        submit("a", noting(() -> {}));
        submit("never", noting(() -> {}));
        client.close();
        client.close();
        assertThat(told).containsExactly("a on " + Thread.currentThread().getName(), "unknown: CLOSED");
    }

    @Test
    void aClientWithAThreadIsNotPolled() {
        try (RaftClient threaded = RaftClient.builder(List.of("n1:1"))
                .cluster(EchoTransport.CLUSTER)
                .transport(EchoTransport::new)
                .closeTimeout(Duration.ofMillis(200))
                .start()) {
            assertThatIllegalStateException().isThrownBy(threaded::poll).withMessageContaining(".polled()");
        }
    }
}
