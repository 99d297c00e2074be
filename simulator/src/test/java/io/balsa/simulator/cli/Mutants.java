package io.balsa.simulator.cli;

import io.balsa.simulator.mutant.MutantTable;
import java.io.IOException;

/** {@code balsa mutants}. */
public final class Mutants {
    private Mutants() {}

    /** {@code parts}: of names of mutants; none for all. Ends the process with 1 when one lives. */
    public static void main(String[] parts) throws IOException {
        System.exit(MutantTable.hunt(System.out, parts) == 0 ? 0 : 1);
    }
}
