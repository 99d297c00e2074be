package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Reason;
import io.balsa.config.LoopConfig;
import io.balsa.spi.Arrivals;
import io.balsa.testing.Bell;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls, and a stop, come when a loop is about to sleep for an hour, again and again: it is woken, or the test does not end. */
@Timeout(600)
class LoopRunnerStressTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int LOOPS = 10 * EFFORT;
    private static final int CALLS = 1_000;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[] {1});

    @ParameterizedTest
    @EnumSource
    void aLoopNeverSleepsThroughACallOrAStop(LoopConfig.Profile profile) throws Exception {
        runLoops(profile, new Bell());
    }

    @Test
    void norDoesOneThatParksBecauseItsTransportTellsNothing() throws Exception {
        runLoops(LoopConfig.Profile.BALANCED, new Arrivals() {});
    }

    private static void runLoops(LoopConfig.Profile profile, Arrivals arrivals) throws Exception {
        LoopConfig sleepsAtOnce = new LoopConfig(profile, 0, 0, HOUR_NS, HOUR_NS, HOUR_NS, -1);
        for (int i = 0; i < LOOPS; i++) {
            Answering loop = new Answering(arrivals);
            LoopRunner runner = new LoopRunner(loop, sleepsAtOnce, SystemNanoClock.INSTANCE, 0);
            loop.ingress().onWaiting(runner);
            Thread thread = Thread.startVirtualThread(runner);
            for (int call = 0; call < CALLS; call++) {
                loop.ingress()
                        .call(Ingress.SUBMIT, COMMAND, 0, COMMAND.capacity(), HOUR_NS)
                        .get();
            }
            runner.stop();
            thread.join();
            assertThat(runner.failure()).isNull();
        }
    }

    /** Tells every caller at once. */
    private static final class Answering implements Crank {
        private final LoopParts parts = new TurnedCluster(1).nodes.get(1).loop.parts();
        private final Arrivals arrivals;

        Answering(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public int turn() {
            int calls = parts.ingress.drain((kind, buffer, index, length) -> {
                Call call = parts.slots.get(buffer.getInt(index));
                call.setUnknown(Reason.LEADER_LOST);
                parts.completions.add(call);
            });
            parts.completions.drain();
            return calls;
        }

        @Override
        public boolean isQuiet() {
            return true;
        }

        @Override
        public Arrivals arrivals() {
            return arrivals;
        }

        @Override
        public Ingress ingress() {
            return parts.ingress;
        }

        @Override
        public void finish(boolean inGoodOrder) {}
    }
}
