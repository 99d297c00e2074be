package io.balsa.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.simulator.history.Anomaly;
import io.balsa.simulator.nemesis.Jury;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checker bites: each deliberate mistake is noticed by the checker whose line it breaks, and each checker notices one. */
class MutantsTest {
    static List<Mutant> all() {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isCaught(Mutant mutant) {
        assertThat(MutantHunt.huntWhereItShows(mutant))
                .isNotEmpty()
                .allSatisfy(outcome ->
                        assertThat(outcome.isCaught()).as("%s", outcome).isTrue());
    }

    /** By a mutant that it must notice alone, or that nobody else may be the first to notice. */
    @Test
    void everyJudgeHasAMutantThatProvesIt() {
        TreeSet<String> proven = new TreeSet<>();
        for (Mutant mutant : Mutant.all()) {
            proven.addAll(mutant.alone().keySet());
            if (mutant.caughtBy().size() == 1) {
                proven.addAll(mutant.caughtBy());
            }
        }
        assertThat(proven).containsAll(Jury.judges());
    }

    @Test
    void judgesThatMutantsNameExist() {
        List<String> named = new ArrayList<>();
        for (Mutant mutant : Mutant.all()) {
            named.addAll(mutant.alone().keySet());
            named.addAll(mutant.caughtBy());
        }
        assertThat(Jury.judges()).doesNotHaveDuplicates();
        List<String> known = new ArrayList<>(Jury.judges());
        // What the oracle says, when it is the first to notice.
        Arrays.stream(Anomaly.Kind.values()).map(Enum::name).forEach(known::add);
        assertThat(known).containsAll(named);
    }

    @Test
    void theDocumentSaysOfEachWhatItsFileSays() throws IOException {
        Map<String, Mutant> mutants =
                Mutant.all().stream().collect(Collectors.toMap(Mutant::name, Function.identity()));
        List<MutantTable.Row> rows = MutantTable.Row.read();
        assertThat(rows).extracting(MutantTable.Row::mutant).containsExactlyInAnyOrderElementsOf(mutants.keySet());
        assertThat(rows).allSatisfy(row -> requireSame(row, mutants.get(row.mutant())));
    }

    @Test
    void aNameThatNoneHasIsRefused() {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MutantTable.hunt(out, "quorum-off-by-one", "unheard-of"))
                .withMessageContaining("no mutant has 'unheard-of' in its name")
                .withMessageContaining("ls simulator/src/test/resources/mutants");
    }

    private static void requireSame(MutantTable.Row row, Mutant mutant) {
        assertThat(row.rule()).isEqualTo(mutant.rule());
        assertThat(row.runs()).isEqualTo(mutant.plan().isEmpty() ? "drawn" : "a plan");
        assertThat(row.alone()).containsExactlyElementsOf(mutant.alone().keySet());
        if (mutant.caughtBy().isEmpty()) {
            assertThat(row.noticedBy()).isEmpty();
        } else {
            assertThat(mutant.caughtBy()).contains(row.noticedBy());
        }
    }
}
