package io.balsa.simulator.cli;

import io.balsa.simulator.mutant.MutantTable;
import java.io.IOException;

/** {@code balsa mutants}. */
public final class Mutants {
    private Mutants() {}

    /** {@code parts}: of names of mutants; none for all. Ends the process with 1 when one lives, with 2 when none has such a name. */
    public static void main(String[] parts) throws IOException {
        try {
            System.exit(MutantTable.hunt(System.out, parts) == 0 ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("balsa: " + e.getMessage());
            System.exit(2);
        }
    }
}
