package io.balsa.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.history.Verdict.Linearizable;
import io.balsa.simulator.history.Verdict.Undecided;
import io.balsa.simulator.history.Verdict.Violated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proposed order that is right spares the search; one that is wrong changes nothing. */
class ProposedOrderTest {
    private static final RegisterModel REGISTER = new RegisterModel();
    private static final Linearizability WITHOUT_SEARCH = new Linearizability(0, () -> false);
    private static final String GOOD = """
        10 50 c1 x write 1 = ok
        20 60 c2 x write 2 = ok
        30 ?  c3 x cas 1 3 = ?
        30 ?  c3 x write 9 = ?
        70 80 c1 x read = 3
        70 80 c1 y read = nil
        """;

    @Test
    void anOrderThatIsRightSparesTheSearch() {
        assertThat(WITHOUT_SEARCH.check(REGISTER, placed(GOOD))).isInstanceOf(Undecided.class);
        assertThat(WITHOUT_SEARCH.check(REGISTER, placed(GOOD, 2, 1, 3, 4, 5, 6)))
                .isInstanceOf(Undecided.class);

        assertThat(WITHOUT_SEARCH.check(REGISTER, placed(GOOD, 2, 1, 3, -1, 4, 5)))
                .isInstanceOf(Linearizable.class);
    }

    @Test
    void ofEqualPlacesWhoWasInvokedFirstComesFirst() {
        History history = placed("""
            10 20 c1 x read = nil
            30 40 c1 x read = nil
            35 60 c2 x write 1 = ok
            70 80 c1 x read = 1
            """, 0, 0, 1, 1);

        assertThat(WITHOUT_SEARCH.check(REGISTER, history)).isInstanceOf(Linearizable.class);
    }

    @Test
    void ofTwoProposalsTheFirstCounts() {
        History history = placed(GOOD, 2, 1, 3, -1, 4, 5);
        history.place(0, 7);

        assertThat(WITHOUT_SEARCH.check(REGISTER, history)).isInstanceOf(Linearizable.class);
    }

    /** By an answer, by a clock, by the absence of an answered operation. */
    @ParameterizedTest
    @ValueSource(strings = {"1 2 3 4 5 6", "2 5 3 -1 4 6", "2 -1 3 -1 4 5"})
    void aWrongOrderOfAGoodHistoryIsNoVerdict(String places) {
        long[] numbers =
                List.of(places.split(" ")).stream().mapToLong(Long::parseLong).toArray();

        assertThat(WITHOUT_SEARCH.check(REGISTER, placed(GOOD, numbers))).isInstanceOf(Undecided.class);
        assertThat(new Linearizability().check(REGISTER, placed(GOOD, numbers))).isInstanceOf(Linearizable.class);
    }

    /** The log may say that what was read before it was written, or after it was overwritten, is as it should be. */
    @Test
    void aBadHistoryIsBadWhateverOrderIsProposed() {
        History stale = placed("""
            10 20 c1 x write 1 = ok
            30 40 c1 x write 2 = ok
            50 60 c2 x read = 1
            """, 1, 3, 2);
        History early = placed("""
            10 20 c2 x read = 1
            30 40 c1 x write 1 = ok
            """, 2, 1);
        History refused = placed("""
            10 20 c1 x write 1 = refused
            30 40 c2 x read = 1
            """, 1, 2);

        assertThat(List.of(stale, early, refused))
                .allSatisfy(history -> assertThat(new Linearizability().check(REGISTER, history))
                        .isInstanceOf(Violated.class));
    }

    @Test
    void theOrderOfAnAtomicLogIsAlwaysEnough() {
        for (int seed = 0; seed < 300; seed++) {
            LogStore store = new LogStore(new Random(seed), LogStore.NO_FAULTS);
            store.run(200);

            assertThat(WITHOUT_SEARCH.check(REGISTER, store.history))
                    .as("seed %d\n%s", seed, store.history)
                    .isInstanceOf(Linearizable.class);
        }
    }

    @Test
    void noVerdictDependsOnTheOrderThatIsProposed() {
        int[] bad = new int[2];
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            LogStore store = new LogStore(random, 8);
            store.run(60);
            Verdict searched = new Linearizability().check(REGISTER, History.parse(store.history.toString()));
            bad[searched instanceof Violated ? 1 : 0]++;

            assertThat(new Linearizability().check(REGISTER, store.history)).isEqualTo(searched);
            assertThat(new Linearizability().check(REGISTER, shuffled(store.history, random)))
                    .isEqualTo(searched);
        }
        assertThat(bad[0]).as("good histories among those tried").isGreaterThan(300);
        assertThat(bad[1]).as("bad histories among those tried").isGreaterThan(300);
    }

    /** Places in the order of the lines; a negative one is none. */
    private static History placed(String text, long... places) {
        History history = History.parse(text);
        for (int number = 0; number < places.length; number++) {
            if (places[number] >= 0) {
                history.place(number, places[number]);
            }
        }
        return history;
    }

    private static History shuffled(History history, Random random) {
        History shuffled = History.parse(history.toString());
        List<Integer> places = new ArrayList<>();
        for (int number = 0; number < history.operations().size(); number++) {
            places.add(number);
        }
        Collections.shuffle(places, random);
        for (int number = 0; number < places.size(); number++) {
            shuffled.place(number, places.get(number));
        }
        return shuffled;
    }
}
