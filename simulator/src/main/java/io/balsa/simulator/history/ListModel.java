package io.balsa.simulator.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that only grows: {@code append a = ok}, or with the new length for an answer, {@code append a = 1}; and
 * {@code read = [a b c]}.
 */
public final class ListModel implements Model<ListModel.Values> {
    private final Values empty = new Values(0);

    @Override
    public Values initial() {
        return empty;
    }

    @Override
    public Step<Values> step(Operation operation) {
        String[] words = operation.call().split(" ");
        if (words[0].equals("read") && words.length == 1) {
            return operation.isUnknown() ? values -> values : new Read(path(operation));
        }
        if (words[0].equals("append") && words.length == 2) {
            int length = operation.allows("ok") ? -1 : Integer.parseInt(operation.result());
            return values -> length < 0 || length == values.length + 1 ? values.with(words[1]) : null;
        }
        throw new IllegalArgumentException("no list does this: " + operation);
    }

    @Override
    public boolean onlyLooks(Operation operation) {
        return operation.call().equals("read");
    }

    /** The list that was read, and every beginning of it. */
    private List<Values> path(Operation operation) {
        String result = operation.result();
        if (!result.startsWith("[") || !result.endsWith("]")) {
            throw new IllegalArgumentException("no list answers so: " + operation);
        }
        List<Values> path = new ArrayList<>(List.of(empty));
        for (String word : result.substring(1, result.length() - 1).split(" ")) {
            if (!word.isEmpty()) {
                path.add(path.getLast().with(word));
            }
        }
        return path;
    }

    /** Only what is read later may be appended now. */
    private record Read(List<Values> path) implements Step<Values> {
        @Override
        public @Nullable Values from(Values values) {
            return path.getLast() == values ? values : null;
        }

        @Override
        public boolean mayFollow(Values values) {
            return values.length < path.size() && path.get(values.length) == values;
        }
    }

    /** A node in the tree of all lists that one model met. Equal lists are the same node, so comparing them costs nothing. */
    public static final class Values {
        private final int length;
        private final Map<String, Values> longer = new HashMap<>(2);

        private Values(int length) {
            this.length = length;
        }

        private Values with(String value) {
            return longer.computeIfAbsent(value, unused -> new Values(length + 1));
        }
    }
}
