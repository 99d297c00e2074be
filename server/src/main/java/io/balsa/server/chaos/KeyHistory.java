package io.balsa.server.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What its one writer knows of a key whose value is a rising number: the last that was acknowledged, and whether the next may
 * have been written or not, now or later. After such doubt the key is written no more, so that exactly two values are right,
 * and one of them only if it was acknowledged.
 */
final class KeyHistory {
    final String key;
    private long acknowledged;
    private boolean inDoubt;

    KeyHistory(String key) {
        this.key = key;
    }

    long next() {
        return acknowledged + 1;
    }

    long acknowledged() {
        return acknowledged;
    }

    void onAcknowledged() {
        acknowledged++;
    }

    void onDoubt() {
        inDoubt = true;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    /** Why this value cannot be; null when it can. */
    @Nullable
    String problemWith(@Nullable String value) {
        String last = acknowledged == 0 ? null : Long.toString(acknowledged);
        boolean right = last == null ? value == null : last.equals(value);
        boolean rightInDoubt = inDoubt && Long.toString(next()).equals(value);
        if (right || rightInDoubt) {
            return null;
        }
        return key + " is " + value + " though " + last + " was acknowledged last"
                + (inDoubt ? " and " + next() + " is in doubt" : " and nothing is in doubt");
    }
}
