package io.balsa.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.simulator.history.Verdict.Violated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    @Test
    void recordsWhatClientsAskAndWhatTheyAreTold() {
        History history = new History();
        int write = history.invoke(1, "x", "write 1", 10);
        int refused = history.invoke(2, "x", "write 2", 11);
        int open = history.invoke(3, "x", "cas 1 3", 12);
        history.refuse(refused, 14);
        history.complete(write, "ok", 15);

        assertThat(history).hasToString("""
            10 15 c1 x write 1 = ok
            11 14 c2 x write 2 = refused
            12 ? c3 x cas 1 3 = ?
            """);
        assertThat(history.operations().get(open).isUnknown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10 20 x read = 1, not an operation",
        "10 20 c1 x read, not an operation",
        "10 ? c1 x read = 1, neither",
        "10 20 c1 x read = ?, neither",
        "20 10 c1 x read = 1, before it was invoked"
    })
    void aLineThatMeansNothingIsNamed(String line, String what) {
        assertThatThrownBy(() -> History.parse(line)).hasMessageContaining(what).hasMessageContaining(line);
    }

    @Test
    void whatAModelDoesNotKnowIsNamed() {
        History history = History.parse("10 20 c1 x pop = 1");

        assertThatThrownBy(() -> new Linearizability().check(new ListModel(), history))
                .hasMessage("no list does this: 10 20 c1 x pop = 1");
    }

    @Test
    void aFailureShowsWhatContradictsAndNothingElse() {
        Verdict verdict = new Linearizability().check(new RegisterModel(), History.parse("""
            0 10 c1 x write 1 = ok
            12 18 c2 x read = 1
            20 30 c1 x write 2 = ok
            32 38 c2 x read = 2
            40 50 c3 x read = 1
            60 70 c1 x write 4 = ok
            80 90 c1 x read = 4
            """));

        assertThat(verdict).isInstanceOfSatisfying(Violated.class, violated -> {
            assertThat(violated.prefix()).hasSize(5);
            assertThat(violated.toString()).startsWith("""
                key x is not linearizable. Of the 5 operations of its shortest failing prefix these contradict each other, \
                even if any other took effect at any time after its call, or never:
                  12 18 c2 x read = 1
                  32 38 c2 x read = 2
                  40 50 c3 x read = 1
                the prefix:
                """);
        });
    }
}
