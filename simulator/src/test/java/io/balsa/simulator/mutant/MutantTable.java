package io.balsa.simulator.mutant;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says which checker notices which mutant, and after how many seeds, the nemesis beginning at its first. */
public final class MutantTable {
    static final Path DOCUMENT = Mutant.ROOT.resolve("docs/mutants.md");

    private static final String HEAD = """
        # Mutants

        Deliberate mistakes in the engine and the journal, and who in the simulator notices each. Written by `./balsa mutants`; see
        `docs/simulator.md`. *Seeds* is how many the nemesis had to draw, from 1 on, until somebody noticed. Names with capitals are
        checkers; other words say what did not come about in time.

        | mutant | what it breaks | noticed by | seeds |
        |---|---|---|---|
        """;

    private MutantTable() {}

    /**
     * Hunts mutants, a line each.
     *
     * @param parts of names of mutants; none for all, which also writes the document
     * @return how many live, or were noticed by somebody else than they should be
     */
    public static long hunt(PrintStream out, String... parts) throws IOException {
        List<MutantHunt.Outcome> outcomes = new ArrayList<>();
        for (Mutant mutant : Mutant.all()) {
            if (isWanted(mutant, parts)) {
                MutantHunt.Outcome outcome = MutantHunt.hunt(mutant, 1);
                outcomes.add(outcome);
                print(out, outcome);
            }
        }
        if (parts.length == 0) {
            Files.writeString(DOCUMENT, document(outcomes));
        }
        long alive = outcomes.stream().filter(outcome -> !outcome.isCaught()).count();
        out.println(outcomes.size() + " mutants, " + alive + " of them alive");
        return alive;
    }

    private static boolean isWanted(Mutant mutant, String[] parts) {
        for (String part : parts) {
            if (mutant.name().contains(part)) {
                return true;
            }
        }
        return parts.length == 0;
    }

    private static void print(PrintStream out, MutantHunt.Outcome outcome) {
        double seconds = outcome.time().toMillis() / 1e3;
        String row = String.format(
                Locale.ROOT,
                "%-36s %-22s %5d seeds %7.1f s",
                outcome.mutant().name(),
                checkerOf(outcome),
                outcome.seeds(),
                seconds);
        out.println(outcome.isCaught() ? row : row + "  NOT AS EXPECTED: " + outcome.text());
    }

    private static String document(List<MutantHunt.Outcome> outcomes) {
        StringBuilder document = new StringBuilder(HEAD);
        for (MutantHunt.Outcome outcome : outcomes) {
            Mutant mutant = outcome.mutant();
            document.append("| ").append(mutant.name());
            document.append(" | ").append(mutant.rule());
            document.append(" | ").append(checkerOf(outcome));
            document.append(" | ").append(outcome.seeds()).append(" |\n");
        }
        return document.toString();
    }

    private static String checkerOf(MutantHunt.Outcome outcome) {
        return outcome.checker().isEmpty() ? "NOBODY" : outcome.checker();
    }
}
