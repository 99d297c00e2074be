package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.config.LoopConfig;
import io.balsa.spi.Arrivals;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails while a loop ends, every step is taken. */
@Timeout(20)
class EndingTest {
    private final List<String> taken = new ArrayList<>();
    private final Ending ending = new Ending();

    private void step(String name, RuntimeException thrown) {
        ending.step(name, () -> {
            taken.add(name);
            throw thrown;
        });
    }

    private void step(String name, Error thrown) {
        ending.step(name, () -> {
            taken.add(name);
            throw thrown;
        });
    }

    @Test
    void everyStepIsTakenAndTheFirstErrorComesOutLast() {
        step("first", new IllegalStateException());
        step("second", new AssertionError("the first error"));
        step("third", new StackOverflowError());

        assertThat(taken).containsExactly("first", "second", "third");
        assertThatThrownBy(ending::done).hasMessage("the first error");
    }

    @Test
    void anExceptionOfAStepIsNoFailureOfTheLoop() {
        step("first", new IllegalStateException());

        assertThatCode(ending::done).doesNotThrowAnyException();
    }

    @Test
    void anErrorAtTheEndIsTheFailureOfALoopThatHadNone() throws Exception {
        LoopConfig balanced = new LoopConfig(LoopConfig.Profile.BALANCED, 0, 0, 1000, 1000, 1000, -1);
        Crank crank = new Crank() {
            private final Ingress ingress =
                    new TurnedCluster(1).nodes.get(1).loop.ingress();

            @Override
            public int turn() {
                return 0;
            }

            @Override
            public boolean isQuiet() {
                return true;
            }

            @Override
            public Arrivals arrivals() {
                return new Arrivals() {};
            }

            @Override
            public Ingress ingress() {
                return ingress;
            }

            @Override
            public void finish(boolean inGoodOrder) {
                throw new AssertionError("at the end");
            }
        };
        LoopRunner runner = new LoopRunner(crank, balanced, SystemNanoClock.INSTANCE, 1_000_000);

        runner.stop();
        runner.run();

        assertThat(runner.awaitEnd(0)).isTrue();
        assertThat(runner.failure()).hasMessage("at the end");
    }
}
