package io.balsa.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checker that matters bites: each deliberate mistake is noticed, by the checker whose line it breaks. */
class MutantsTest {
    static List<Mutant> all() {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isCaught(Mutant mutant) {
        MutantHunt.Outcome outcome = MutantHunt.hunt(mutant, mutant.seed());
        assertThat(outcome.isCaught()).as("%s", outcome).isTrue();
    }

    @Test
    void theDocumentNamesThemAllAndNoneLives() throws IOException {
        assertThat(Files.readString(MutantTable.DOCUMENT))
                .contains(Mutant.all().stream()
                        .map(mutant -> "| " + mutant + " |")
                        .toList())
                .doesNotContain("NOBODY");
    }
}
