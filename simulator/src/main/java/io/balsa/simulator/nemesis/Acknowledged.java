package io.balsa.simulator.nemesis;

import io.balsa.api.Outcome;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * Nothing that was acknowledged is lost or taken back: whoever begins to read a register after a write to it was
 * acknowledged, or after another reader learned its value, learns of that write or of a later one.
 */
final class Acknowledged implements StepObserver {
    private static final long NONE = 0;

    /** By register: the index of the newest write that somebody knows of. */
    private final TreeMap<Long, Long> known = new TreeMap<>();
    /** By operation that is open: what was known of its register when it began. */
    private final Long2LongHashMap atBegin = new Long2LongHashMap(-1);

    @Override
    public void afterStep(Simulation simulation, Step step) {
        for (Operation operation : step.invoked()) {
            long key = Registers.key(operation.payload());
            atBegin.put(operation.id(), known.getOrDefault(key, NONE).longValue());
        }
        for (Operation operation : step.ended()) {
            long least = atBegin.remove(operation.id());
            if (operation.isApplied()) {
                end(simulation, operation, least);
            }
        }
    }

    private void end(Simulation simulation, Operation operation, long least) {
        long found = Registers.index(operation.result());
        long newest = Registers.isWrite(operation.payload()) ? indexOf(operation) : found;
        if (found < least) {
            throw new AssertionError(operation + " found its register written by index " + found + ", but index " + least
                    + " had been acknowledged before it began; " + simulation.where());
        }
        known.merge(Registers.key(operation.payload()), newest, Math::max);
    }

    private static long indexOf(Operation operation) {
        return operation.outcome() instanceof Outcome.Applied applied ? applied.index() : NONE;
    }
}
