package io.balsa.simulator.mutant;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Says which checker notices which mutant, and after how many seeds, the nemesis beginning at its first. */
public final class MutantTable {
    static final Path DOCUMENT = Mutant.ROOT.resolve("docs/mutants.md");

    private static final String HEAD = """
        # Mutants

        Deliberate mistakes in the engine and the journal, and who in the simulator notices each. Written by `./balsa mutants`; see
        `docs/simulator.md`. *Noticed by* is who was first when everybody looked. Names with capitals are checkers; other words say what
        did not come about in time. *Seeds* is how many there had to be, from 1 on, until somebody noticed. *Alone* is who noticed when
        nobody else looked, each with its own number of seeds: between the two columns every checker has bitten. *Runs* are as the
        nemesis draws them; those of a mutant that says so follow a plan that its file gives, because what it needs is not drawn.

        | mutant | what it breaks | runs | noticed by | seeds | alone |
        |---|---|---|---|---|---|
        """;

    private static final String NOBODY = "NOBODY";

    private MutantTable() {}

    /**
     * Hunts mutants, a line each hunt.
     *
     * @param parts of names of mutants; none for all, which also writes the document
     * @return how many live, or were noticed by somebody else than they should be
     * @throws IllegalArgumentException for a part that no name has; the message says where to find the names
     */
    public static long hunt(PrintStream out, String... parts) throws IOException {
        requireNames(parts);
        StringBuilder document = new StringBuilder(HEAD);
        int hunted = 0;
        int alive = 0;
        for (Mutant mutant : Mutant.all()) {
            if (isWanted(mutant, parts)) {
                List<MutantHunt.Outcome> outcomes = MutantHunt.hunt(mutant);
                outcomes.forEach(outcome -> print(out, outcome));
                document.append(row(mutant, outcomes));
                hunted++;
                alive += outcomes.stream().allMatch(MutantHunt.Outcome::isCaught) ? 0 : 1;
            }
        }
        if (parts.length == 0) {
            Files.writeString(DOCUMENT, document);
        }
        out.println(hunted + (hunted == 1 ? " mutant, " : " mutants, ") + alive + " of them alive");
        return alive;
    }

    private static void requireNames(String... parts) {
        for (String part : parts) {
            if (Mutant.all().stream().noneMatch(mutant -> mutant.name().contains(part))) {
                throw new IllegalArgumentException("no mutant has '" + part + "' in its name; docs/mutants.md lists the"
                        + " names, as does: ls " + Mutant.ROOT.relativize(Mutant.DIRECTORY));
            }
        }
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
                "%-40s %-18s %-6s %5d seeds %7.1f s",
                outcome.mutant().name(),
                checkerOf(outcome),
                outcome.isAlone() ? "alone" : "",
                outcome.seeds(),
                seconds);
        out.println(outcome.isCaught() ? row : row + "  NOT AS EXPECTED: " + outcome.text());
    }

    /** As {@link Row} reads it. */
    private static String row(Mutant mutant, List<MutantHunt.Outcome> outcomes) {
        String first = "";
        String seeds = "";
        StringJoiner alone = new StringJoiner(", ");
        for (MutantHunt.Outcome outcome : outcomes) {
            if (outcome.isAlone()) {
                alone.add(checkerOf(outcome) + " " + outcome.seeds());
            } else {
                first = checkerOf(outcome);
                seeds = Integer.toString(outcome.seeds());
            }
        }
        String runs = mutant.plan().isEmpty() ? "drawn" : "a plan";
        return "| " + String.join(" | ", mutant.name(), mutant.rule(), runs, first, seeds, alone.toString()) + " |\n";
    }

    private static String checkerOf(MutantHunt.Outcome outcome) {
        return outcome.checker().isEmpty() ? NOBODY : outcome.checker();
    }

    /**
     * What a line of the document says.
     *
     * @param noticedBy who was first; empty when all together were not asked
     * @param alone     who noticed by themselves
     */
    record Row(String mutant, String rule, String runs, String noticedBy, List<String> alone) {
        static List<Row> read() throws IOException {
            List<Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(DOCUMENT)) {
                String[] cells = line.split(" ?\\| ?", -1);
                boolean isHead = cells.length < 7 || cells[1].equals("mutant") || cells[1].startsWith("-");
                if (!isHead) {
                    rows.add(new Row(cells[1], cells[2], cells[3], cells[4], judges(cells[6])));
                }
            }
            return rows;
        }

        private static List<String> judges(String cell) {
            return cell.isEmpty()
                    ? List.of()
                    : List.of(cell.replaceAll(" \\d+", "").split(", "));
        }
    }
}
