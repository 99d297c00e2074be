package io.balsa.simulator.history;

/**
 * Something that cannot be, seen by an {@link Oracle}.
 *
 * @param text what was seen and what contradicts it
 */
public record Anomaly(Kind kind, String text) {
    /** Ways in which a store breaks its word. */
    public enum Kind {
        /** A value that nobody wrote, that was refused, or that is another's. */
        PHANTOM,
        /** One write took effect at two positions. */
        DUPLICATE,
        /** Two writes took effect at one position: the log was written anew where it was final. */
        FORK,
        /** What was acknowledged is not there any more. */
        LOST_ACKNOWLEDGEMENT,
        /** A write took effect before something that was known before it began. */
        REORDERED,
        /** A client saw less than it had seen before. */
        NON_MONOTONIC_READ,
        /** A client did not see what it had written. */
        MISSED_OWN_WRITE,
        /** A linearizable read missed what somebody already knew before it began. */
        STALE_READ
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
