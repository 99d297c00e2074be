/**
 * Deliberate mistakes in the engine and the journal, and the proof that the checkers of the simulator notice each of them. A
 * mutant is a text file under {@code src/test/resources/mutants}; it is compiled in memory and lives in a class loader of its
 * own, so production code has no switch for it. {@link io.balsa.simulator.mutant.MutantTable} prints who noticed what.
 */
@NullMarked
package io.balsa.simulator.mutant;

import org.jspecify.annotations.NullMarked;
