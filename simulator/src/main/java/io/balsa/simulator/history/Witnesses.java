package io.balsa.simulator.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a history is worth ordering at first: a cluster that has no leader for long leaves hundreds of writes without an answer, and nearly
 * all of them left no trace. One without an answer may never have happened. So an order of those with an answer, and of the others
 * only those that brought about what somebody saw, is an order of all; that there is none says nothing.
 */
final class Witnesses<S> {
    private final Model<S> model;
    private final List<Operation> operations;
    private final Map<S, List<Operation>> makers = new HashMap<>();
    private final Set<Operation> kept = new HashSet<>();
    private final Deque<S> wanted = new ArrayDeque<>();

    Witnesses(Model<S> model, List<Operation> operations) {
        this.model = model;
        this.operations = operations;
    }

    /** Those with an answer, and those that may have made a state that one of the kept needs, in the order given. */
    List<Operation> kept() {
        for (Operation operation : operations) {
            S made = model.onlyTo(operation);
            if (operation.isUnknown() && made != null) {
                makers.computeIfAbsent(made, state -> new ArrayList<>()).add(operation);
            } else if (!operation.isUnknown() || !model.onlyLooks(operation)) {
                keep(operation);
            }
        }
        for (S state = wanted.poll(); state != null; state = wanted.poll()) {
            List<Operation> found = makers.remove(state);
            if (found != null) {
                found.forEach(this::keep);
            }
        }
        return operations.stream().filter(kept::contains).toList();
    }

    private void keep(Operation operation) {
        kept.add(operation);
        S from = operation.isUnknown() ? model.changesOnly(operation) : model.onlyFrom(operation);
        if (from != null) {
            wanted.add(from);
        }
    }
}
