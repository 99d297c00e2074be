package io.balsa.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final int EACH = 10_000;

    private final Recording recording = new Recording();

    /** Which thread brings an answer is the peer's business, and changes with the leader. */
    @Test
    void answersCountOnWhicheverThreadsTheyCome() throws Exception {
        recording.measureFrom(0);
        List<Thread> bringers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            int first = n * EACH;
            bringers.add(Thread.ofPlatform().start(() -> bring(first)));
        }
        bring(3 * EACH);
        for (Thread bringer : bringers) {
            bringer.join();
        }
        assertThat(recording.answered()).isEqualTo(4L * EACH);
        assertThat(recording.latencies().getTotalCount()).isEqualTo(4L * EACH);
        recording.measureFrom(4L * EACH);
        assertThat(recording.latencies().getTotalCount()).isZero();
        assertThat(recording.answered()).isEqualTo(4L * EACH);
    }

    @Test
    void anAnswerWakesASenderThatSleeps() throws Exception {
        recording.measureFrom(0);
        Thread bringer = Thread.ofPlatform().start(() -> {
            while (recording.answered() == 0) {
                bring(0);
            }
        });
        while (recording.answered() == 0) {
            recording.sleepUntilMoreThan(0, Long.MAX_VALUE);
        }
        bringer.join();
        assertThat(recording.answered()).isPositive();
    }

    private void bring(int first) {
        for (int token = first; token < first + EACH; token++) {
            recording.due(token, System.nanoTime());
            recording.onReply(token);
        }
    }
}
