package io.balsa.core;

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
        assertThatThrownBy(() -> runs.append(2, 4)).isInstanceOf(BrokenInvariantException.class);
    }
}
