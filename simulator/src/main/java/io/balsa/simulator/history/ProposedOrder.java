package io.balsa.simulator.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of operations of one key that somebody believes in. If it contradicts no clock and no answer it is a linearization,
 * whoever proposed it and why; if it does, there may still be another. Takes time linear in its length.
 */
final class ProposedOrder {
    private final List<Operation> order;

    /** {@code order}: each at most once. */
    ProposedOrder(List<Operation> order) {
        this.order = order;
    }

    /** Whether it is a linearization of these operations, of which it is a part. */
    <S> boolean isLinearizationOf(List<Operation> operations, Model<S> model) {
        return answered(order) == answered(operations) && contradictsNoClock() && contradictsNoAnswer(model);
    }

    private static long answered(List<Operation> operations) {
        return operations.stream().filter(operation -> !operation.isUnknown()).count();
    }

    private boolean contradictsNoClock() {
        long lastInvokedNs = Long.MIN_VALUE;
        for (Operation operation : order) {
            if (operation.returnedNs() < lastInvokedNs) {
                return false;
            }
            lastInvokedNs = Math.max(lastInvokedNs, operation.invokedNs());
        }
        return true;
    }

    private <S> boolean contradictsNoAnswer(Model<S> model) {
        @Nullable S state = model.initial();
        for (Operation operation : order) {
            state = model.step(operation).from(state);
            if (state == null) {
                return false;
            }
        }
        return true;
    }
}
