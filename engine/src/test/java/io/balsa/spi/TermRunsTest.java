package io.balsa.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermRunsTest {
    /** Against a plain list of terms: any sequence of appends and truncations, any look-up. */
    @Test
    void agreesWithAPlainListOfTerms() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            long base = random.nextInt(3) * 10;
            TermRuns runs = new TermRuns();
            List<Long> model = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(4) > 0 || model.isEmpty()) {
                    long last = model.isEmpty() ? 1 : model.getLast();
                    model.add(last + (random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0));
                    runs.append(base + model.size(), model.getLast());
                } else {
                    int keep = random.nextInt(model.size() + 1);
                    model.subList(keep, model.size()).clear();
                    runs.truncateFrom(base + keep + 1);
                }
                compare(runs, model, base);
            }
        }
    }

    private static void compare(TermRuns runs, List<Long> model, long base) {
        for (int i = 0; i < model.size(); i++) {
            long index = base + 1 + i;
            assertThat(runs.termAt(index)).isEqualTo(model.get(i));
            assertThat(runs.runStart(index)).isEqualTo(base + 1 + model.indexOf(model.get(i)));
            for (long term = 0; term <= model.getLast() + 1; term++) {
                assertThat(runs.lastIndexWithTermAtMost(term, index)).isEqualTo(lastAtMost(model, base, term, i));
            }
        }
    }

    private static long lastAtMost(List<Long> model, long base, long term, int limit) {
        for (int i = limit; i >= 0; i--) {
            if (model.get(i) <= term) {
                return base + 1 + i;
            }
        }
        return 0;
    }

    @Test
    void hasTermZeroBeforeTheFirstRun() {
        TermRuns runs = new TermRuns();
        assertThat(runs.termAt(0)).isZero();
        runs.append(5, 3);
        assertThat(runs.termAt(4)).isZero();
        assertThat(runs.runStart(4)).isZero();
        assertThat(runs.lastIndexWithTermAtMost(9, 4)).isZero();
    }

    @Test
    void givesTheRunsOfARange() {
        TermRuns runs = new TermRuns();
        assertThat(runs.between(0, 9)).isEmpty();
        runs.append(3, 1);
        runs.append(5, 2);
        runs.append(9, 7);
        assertThat(runs.between(1, 9))
                .containsExactly(new Recovered.TermRun(3, 1), new Recovered.TermRun(5, 2), new Recovered.TermRun(9, 7));
        assertThat(runs.between(4, 8)).containsExactly(new Recovered.TermRun(4, 1), new Recovered.TermRun(5, 2));
        assertThat(runs.between(6, 6)).containsExactly(new Recovered.TermRun(6, 2));
    }

    @Test
    void forgetsWhatEndsBeforeAnIndexButNeverTheLastTerm() {
        TermRuns runs = new TermRuns();
        runs.purgeBefore(9);
        runs.append(1, 1);
        runs.append(5, 2);
        runs.purgeBefore(4);
        assertThat(runs.termAt(4)).isEqualTo(1);
        runs.purgeBefore(5);
        assertThat(runs.termAt(4)).isZero();
        assertThat(runs.termAt(5)).isEqualTo(2);
        runs.purgeBefore(99);
        assertThat(runs.lastTerm()).isEqualTo(2);
    }

    @Test
    void growsBeyondItsFirstCapacity() {
        TermRuns runs = new TermRuns();
        for (long term = 1; term <= 100; term++) {
            runs.append(term * 10, term);
        }
        for (long term = 1; term <= 100; term++) {
            assertThat(runs.termAt(term * 10)).isEqualTo(term);
            assertThat(runs.termAt(term * 10 + 9)).isEqualTo(term);
        }
    }

    @Test
    void refusesATermThatFalls() {
        TermRuns runs = new TermRuns();
        runs.append(1, 5);
        assertThatThrownBy(() -> runs.append(2, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
