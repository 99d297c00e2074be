package io.balsa.simulator.history;

import org.jspecify.annotations.Nullable;

/**
 * A value that is overwritten: {@code write 1 = ok}, {@code read = 1}, {@code cas 1 2 = true}. Values are words; before the
 * first write it is {@code nil}.
 */
public final class RegisterModel implements Model<String> {
    private static final String NIL = "nil";

    @Override
    public String initial() {
        return NIL;
    }

    @Override
    public Step<String> step(Operation operation) {
        String[] words = operation.call().split(" ");
        if (words[0].equals("read") && words.length == 1) {
            return value -> operation.allows(value) ? value : null;
        }
        if (words[0].equals("write") && words.length == 2) {
            return value -> operation.allows("ok") ? words[1] : null;
        }
        if (words[0].equals("cas") && words.length == 3) {
            return value -> compareAndSet(operation, value, words);
        }
        throw new IllegalArgumentException("no register does this: " + operation);
    }

    @Override
    public boolean onlyLooks(Operation operation) {
        return operation.call().equals("read") || operation.result().equals("false");
    }

    @Override
    public @Nullable String onlyFrom(Operation operation) {
        if (operation.result().equals("true")) {
            return operation.call().split(" ")[1];
        }
        return operation.call().equals("read") && !operation.isUnknown() ? operation.result() : null;
    }

    @Override
    public String onlyTo(Operation operation) {
        return operation.call().substring(operation.call().lastIndexOf(' ') + 1);
    }

    @Override
    public @Nullable String changesOnly(Operation operation) {
        String[] words = operation.call().split(" ");
        return words[0].equals("cas") ? words[1] : null;
    }

    private static @Nullable String compareAndSet(Operation operation, String value, String[] words) {
        boolean isExpected = value.equals(words[1]);
        if (!operation.allows(Boolean.toString(isExpected))) {
            return null;
        }
        return isExpected ? words[2] : value;
    }
}
