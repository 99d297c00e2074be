package io.balsa.simulator.check;

import io.balsa.api.Outcome;
import io.balsa.simulator.Operation;
import org.agrona.collections.Long2LongHashMap;

/** 21: a linearizable read reflects every answer given before it began. */
final class FreshReads extends Checker {
    FreshReads(ClusterView cluster) {
        super(cluster);
    }

    private final Long2LongHashMap floors = new Long2LongHashMap(-1);
    private long answered;

    @Override
    void onInvoked(Operation operation) {
        if (operation.kind() == Operation.Kind.QUERY) {
            floors.put(operation.id(), answered);
        }
    }

    @Override
    void onEnded(Operation operation) {
        long floor = floors.remove(operation.id());
        if (operation.isApplied()) {
            long index = indexOf(operation);
            if (index < floor) {
                throw cluster.violation(
                        name(), operation + " reflects index " + index + ", before it began " + floor + " was known");
            }
            answered = Math.max(answered, index);
        }
    }

    /** Index at which an operation was applied; of a read, the last index that the answer reflects. */
    static long indexOf(Operation operation) {
        return operation.outcome() instanceof Outcome.Applied applied ? applied.index() : 0;
    }
}
