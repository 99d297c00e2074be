package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes a history that fails small enough to be understood. First it ends at the earliest answer with which it fails. Then
 * answers are forgotten, as many as it can lose and still fail. An operation itself is never left out, because a read of what is
 * written nowhere proves nothing; but one without an answer asserts nothing, and need not be shown.
 */
final class Shrinking<S> {
    private static final long STEPS_FOR_ONE_TRY = 50_000;

    private final Model<S> model;
    private final Budget budget;

    /**
     * @param budget when it is spent, the smallest so far is good enough
     */
    Shrinking(Model<S> model, Budget budget) {
        this.model = model;
        this.budget = budget;
    }

    /**
     * @param operations of one key; they fail
     */
    Verdict.Violated shrink(List<Operation> operations) {
        List<Operation> prefix = shortestPrefix(operations);
        List<Operation> contradiction = contradiction(prefix);
        return new Verdict.Violated(operations.getFirst().key(), prefix, contradiction);
    }

    private List<Operation> shortestPrefix(List<Operation> operations) {
        List<Long> returnsNs = new ArrayList<>(new TreeSet<>(operations.stream()
                .filter(operation -> !operation.isUnknown())
                .map(Operation::returnedNs)
                .toList()));
        int fits = -1;
        int fails = returnsNs.size() - 1;
        while (fails - fits > 1) {
            int middle = (fits + fails) >>> 1;
            if (fails(prefix(operations, returnsNs.get(middle)))) {
                fails = middle;
            } else {
                fits = middle;
            }
        }
        return prefix(operations, returnsNs.get(fails));
    }

    private static List<Operation> prefix(List<Operation> operations, long endNs) {
        return operations.stream()
                .filter(operation -> operation.invokedNs() <= endNs)
                .map(operation -> operation.returnedNs() <= endNs ? operation : operation.relaxed())
                .toList();
    }

    /** Forgets answers, half of them at a time, then a quarter, and at last one by one. */
    private List<Operation> contradiction(List<Operation> prefix) {
        List<Operation> smallest = new ArrayList<>(prefix);
        for (int size = Math.max(1, prefix.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < smallest.size(); from += size) {
                List<Operation> tried = new ArrayList<>(smallest);
                List<Operation> part = tried.subList(from, Math.min(from + size, tried.size()));
                boolean asserts = part.stream().anyMatch(operation -> !operation.isUnknown());
                Collections.copy(part, part.stream().map(Operation::relaxed).toList());
                if (asserts && fails(tried)) {
                    smallest = tried;
                }
            }
        }
        return smallest.stream().filter(operation -> !operation.isUnknown()).toList();
    }

    private boolean fails(List<Operation> operations) {
        Budget part = budget.part(STEPS_FOR_ONE_TRY);
        boolean fails = new Search<>(model, operations).run(part) == Search.Result.IMPOSSIBLE;
        budget.payFor(part, STEPS_FOR_ONE_TRY);
        return fails;
    }
}
