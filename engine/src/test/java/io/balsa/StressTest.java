package io.balsa;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.StressedCluster.Ledger;
import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers on virtual threads in all three forms, while leaders step down and nodes close and come back. */
@Timeout(600)
class StressTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int MEMBERS = 3;
    private static final int CALLERS = 60;
    private static final int DISTURBANCES = 4 * EFFORT;
    private static final int CLOSES = 3 * EFFORT;
    private static final int CALLS_BETWEEN = 300;
    private static final long BACK_OFF_NS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private volatile boolean isOver;

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "low-latency"})
    void everyCallHasOneTrueOutcomeWhileLeadersChange(String profile) throws Exception {
        try (StressedCluster cluster = new StressedCluster(MEMBERS, profile)) {
            ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.execute(() -> callUntilOver(cluster));
            }
            Random random = new Random(1);
            for (int disturbance = 0; disturbance < DISTURBANCES; disturbance++) {
                awaitCalls();
                if (disturbance % 2 == 0) {
                    cluster.stallLeader();
                } else {
                    cluster.restart(random.nextBoolean() ? cluster.leaderId() : 1 + random.nextInt(MEMBERS));
                }
            }
            awaitCalls();
            isOver = true;
            callers.shutdown();
            assertThat(callers.awaitTermination(AT_MOST.toSeconds(), TimeUnit.SECONDS))
                    .as("every caller came back")
                    .isTrue();
            awaitOutcomes();
            checkOutcomes(cluster.awaitEqualLedgers());
        }
        checkEachToldOnce();
    }

    @Test
    void closingAmidCallsLeavesNobodyWaiting() throws Exception {
        for (int round = 0; round < CLOSES; round++) {
            isOver = false;
            try (StressedCluster cluster = new StressedCluster(1, "balanced")) {
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                for (int caller = 0; caller < CALLERS; caller++) {
                    callers.execute(() -> callUntilOver(cluster));
                }
                awaitCalls();
                cluster.node(1).close();
                isOver = true;
                callers.shutdown();
                assertThat(callers.awaitTermination(AT_MOST.toSeconds(), TimeUnit.SECONDS))
                        .as("every caller came back")
                        .isTrue();
            }
            awaitOutcomes();
        }
        checkEachToldOnce();
    }

    private void awaitCalls() {
        long enough = told.get() + CALLS_BETWEEN;
        Awaitility.await().atMost(AT_MOST).until(() -> told.get() >= enough);
    }

    private void awaitOutcomes() {
        Awaitility.await()
                .atMost(AT_MOST)
                .untilAsserted(() -> assertThat(asked).allMatch(call -> call.outcomes.get() > 0));
    }

    private void callUntilOver(StressedCluster cluster) {
        Random random = ThreadLocalRandom.current();
        while (!isOver) {
            RaftNode node = cluster.node(1 + random.nextInt(cluster.size()));
            Asked call = new Asked(lastId.incrementAndGet());
            asked.add(call);
            switch (random.nextInt(3)) {
                case 0 -> call.tell(node.submit(call.bytes()).join());
                case 1 -> call.tell(node.submitAndWait(call.bytes(), PATIENCE));
                default -> {
                    UnsafeBuffer command = new UnsafeBuffer(call.bytes());
                    if (!node.submit(command, 0, command.capacity(), call.id, call)) {
                        call.onNotAppended(call.id, Reason.BUSY);
                    }
                    call.awaitOutcome();
                }
            }
            if (call.kind == Outcome.NotAppended.class) {
                // Virtual threads that ask again at once would leave the loop, which is one too, no processor.
                LockSupport.parkNanos(BACK_OFF_NS);
            }
        }
    }

    private void checkEachToldOnce() {
        assertThat(asked).allMatch(call -> call.outcomes.get() == 1);
    }

    private void checkOutcomes(Ledger ledger) {
        List<Long> applied = ledger.ids();
        Set<Long> distinct = new HashSet<>(applied);
        assertThat(applied).as("no command twice").hasSameSizeAs(distinct);
        assertThat(asked.stream().filter(call -> call.kind == Outcome.Applied.class))
                .as("applied")
                .isNotEmpty()
                .allMatch(call -> distinct.contains(call.id));
        assertThat(asked.stream().filter(call -> call.kind == Outcome.NotAppended.class))
                .as("not appended")
                .noneMatch(call -> distinct.contains(call.id));
    }

    /** A call, and how often its caller was told what. */
    private final class Asked implements OutcomeHandler {
        private final long id;
        private final AtomicInteger outcomes = new AtomicInteger();
        private volatile Class<? extends Outcome> kind = Outcome.Unknown.class;

        private Asked(long id) {
            this.id = id;
        }

        private byte[] bytes() {
            byte[] bytes = new byte[Long.BYTES];
            new UnsafeBuffer(bytes).putLong(0, id);
            return bytes;
        }

        private void tell(Outcome outcome) {
            tell(outcome.getClass());
        }

        private void tell(Class<? extends Outcome> what) {
            kind = what;
            outcomes.incrementAndGet();
            told.incrementAndGet();
            synchronized (this) {
                notifyAll();
            }
        }

        private synchronized void awaitOutcome() {
            try {
                while (outcomes.get() == 0) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
            tell(Outcome.Applied.class);
        }

        @Override
        public void onNotAppended(long correlationId, Reason reason) {
            tell(Outcome.NotAppended.class);
        }

        @Override
        public void onUnknown(long correlationId, Reason reason) {
            tell(Outcome.Unknown.class);
        }
    }
}
