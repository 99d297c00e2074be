package io.balsa.simulator.history;

import io.balsa.simulator.history.Model.Step;
import java.util.ArrayList;
import java.util.List;

/** Tries every order of every subset that holds all answered operations. Too simple to be wrong, too slow for more than eight. */
final class BruteForce {
    private BruteForce() {}

    static <S> boolean isLinearizable(Model<S> model, List<Operation> operations) {
        return isPossible(model, model.initial(), operations);
    }

    private static <S> boolean isPossible(Model<S> model, S state, List<Operation> left) {
        if (left.stream().allMatch(Operation::isUnknown)) {
            return true;
        }
        for (Operation operation : left) {
            boolean mustWait = left.stream().anyMatch(other -> other.precedes(operation));
            Step<S> step = model.step(operation);
            S after = mustWait ? null : step.from(state);
            if (after != null && isPossible(model, after, without(left, operation))) {
                return true;
            }
        }
        return false;
    }

    private static List<Operation> without(List<Operation> operations, Operation taken) {
        List<Operation> rest = new ArrayList<>(operations);
        rest.removeIf(operation -> operation == taken);
        return rest;
    }
}
