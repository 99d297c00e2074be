package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurableMarksTest {
    @Test
    void reachesTheIndexOfTheLastMarkThatIsCovered() {
        DurableMarks marks = new DurableMarks(1024);
        marks.add(10, 3);
        marks.add(20, 7);
        assertThat(marks.reach(9, 1)).isEqualTo(1);
        assertThat(marks.reach(10, 1)).isEqualTo(3);
        assertThat(marks.reach(25, 3)).isEqualTo(7);
        assertThat(marks.reach(99, 7)).isEqualTo(7);
    }

    /** Rule 9: an old write may complete after its entries were replaced; it speaks for what was kept. */
    @Test
    void speaksForNothingThatWasTruncated() {
        DurableMarks marks = new DurableMarks(1024);
        marks.add(10, 5);
        marks.add(20, 9);
        marks.truncateFrom(4);
        marks.add(30, 8);
        assertThat(marks.reach(20, 2)).isEqualTo(3);
        assertThat(marks.reach(30, 3)).isEqualTo(8);
    }

    /** Against a queue of pairs: never more than it says; the same as long as few are under way. */
    @Test
    void agreesWithAQueueOfPairs() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            DurableMarks marks = new DurableMarks(1024);
            Deque<long[]> model = new ArrayDeque<>();
            long position = 0;
            long last = 0;
            long durable = 0;
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        long from = durable + 1 + random.nextInt((int) (last - durable) + 1);
                        marks.truncateFrom(from);
                        model.forEach(mark -> mark[1] = Math.min(mark[1], from - 1));
                        last = Math.min(last, from - 1);
                    }
                    case 1 -> {
                        long reached = position - random.nextInt(6);
                        while (!model.isEmpty() && model.getFirst()[0] <= reached) {
                            durable = model.removeFirst()[1];
                        }
                        assertThat(marks.reach(reached, durable)).isEqualTo(durable);
                    }
                    default -> {
                        position += 1 + random.nextInt(3);
                        last += 1 + random.nextInt(3);
                        marks.add(position, last);
                        model.addLast(new long[] {position, last});
                    }
                }
            }
        }
    }

    /** Rule 19: with very many under way it says less, never too much, and all of it in the end. */
    @Test
    void staysWithinItsLimitAndSaysLessWhenTheDiskIsStalled() {
        DurableMarks marks = new DurableMarks(1024);
        for (long i = 1; i <= 5000; i++) {
            marks.add(i * 10, i);
        }
        long durable = 0;
        for (long i = 1; i <= 5000; i++) {
            durable = marks.reach(i * 10, durable);
            assertThat(durable).isLessThanOrEqualTo(i);
        }
        assertThat(durable).isEqualTo(5000);
    }
}
