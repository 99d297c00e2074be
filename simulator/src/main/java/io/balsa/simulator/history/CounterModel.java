package io.balsa.simulator.history;

import org.jspecify.annotations.Nullable;

/** A number, 0 at first: {@code add 2 = 5} answers with the sum, {@code read = 5}. */
public final class CounterModel implements Model<Long> {
    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public Step<Long> step(Operation operation) {
        boolean isUnknown = operation.isUnknown();
        long answer = isUnknown ? 0 : Long.parseLong(operation.result());
        long delta = delta(operation);
        return count -> isUnknown || count + delta == answer ? (Long) (count + delta) : null;
    }

    @Override
    public boolean onlyLooks(Operation operation) {
        return delta(operation) == 0;
    }

    @Override
    public @Nullable Long onlyFrom(Operation operation) {
        return operation.isUnknown() ? null : (Long) (Long.parseLong(operation.result()) - delta(operation));
    }

    @Override
    public @Nullable Long onlyTo(Operation operation) {
        return operation.isUnknown() ? null : (Long) Long.parseLong(operation.result());
    }

    private static long delta(Operation operation) {
        String[] words = operation.call().split(" ");
        if (words[0].equals("read") && words.length == 1) {
            return 0;
        }
        if (words[0].equals("add") && words.length == 2) {
            return Long.parseLong(words[1]);
        }
        throw new IllegalArgumentException("no counter does this: " + operation);
    }
}
