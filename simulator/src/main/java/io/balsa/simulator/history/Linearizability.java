package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Decides whether there is an order of all operations in which each gets the answer it got, each takes effect between its call
 * and its return, and each with an unknown outcome at any time after its call or never (Herlihy and Wing, Linearizability: A
 * Correctness Condition for Concurrent Objects, 1990). Keys are looked at one by one: a history is linearizable exactly when
 * the history of each key is.
 *
 * <p>Where a history proposes an order, and that is one, nothing is searched. Otherwise a search usually takes time linear in
 * the length of the history; at worst exponential in the number of operations under way at once, which is why it has limits.
 */
public final class Linearizability {
    /** Steps of the search for one key: some seconds. */
    public static final long DEFAULT_MAX_STEPS = 2_000_000;

    private final long maxSteps;
    private final BooleanSupplier isEnough;

    /** With {@link #DEFAULT_MAX_STEPS} and all the time in the world: the verdict is a function of the history. */
    public Linearizability() {
        this(DEFAULT_MAX_STEPS, () -> false);
    }

    /**
     * @param maxSteps of each of two searches for one key, and as many again to make a failure small
     * @param isEnough asked now and then; ends the search
     */
    public Linearizability(long maxSteps, BooleanSupplier isEnough) {
        this.maxSteps = maxSteps;
        this.isEnough = isEnough;
    }

    /**
     * @param model what stands behind each key
     * @return {@link Verdict.Violated} when any key is, the first in the order of names
     * @throws IllegalArgumentException when the model does not know an operation
     */
    public <S> Verdict check(Model<S> model, History history) {
        Verdict verdict = new Verdict.Linearizable();
        Map<String, List<Operation>> proposed = byKey(history.proposedOrder());
        for (Map.Entry<String, List<Operation>> key :
                byKey(history.operations()).entrySet()) {
            ProposedOrder order = new ProposedOrder(proposed.getOrDefault(key.getKey(), List.of()));
            if (order.isLinearizationOf(key.getValue(), model)) {
                continue;
            }
            switch (search(model, key.getValue())) {
                case FOUND -> {}
                case GAVE_UP -> verdict = new Verdict.Undecided(key.getKey());
                case IMPOSSIBLE -> {
                    return new Shrinking<>(model, budget()).shrink(key.getValue());
                }
            }
        }
        return verdict;
    }

    /** First without what left no trace: that decides nearly all, and fast. */
    private <S> Search.Result search(Model<S> model, List<Operation> operations) {
        List<Operation> witnesses = new Witnesses<>(model, operations).kept();
        if (witnesses.size() < operations.size()
                && new Search<>(model, witnesses).run(budget()) == Search.Result.FOUND) {
            return Search.Result.FOUND;
        }
        return new Search<>(model, operations).run(budget());
    }

    private Budget budget() {
        return new Budget(maxSteps, isEnough);
    }

    private static Map<String, List<Operation>> byKey(List<Operation> operations) {
        Map<String, List<Operation>> keys = new TreeMap<>();
        for (Operation operation : operations) {
            if (!operation.isRefused()) {
                keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
            }
        }
        return keys;
    }
}
