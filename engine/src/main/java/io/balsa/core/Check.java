package io.balsa.core;

/**
 * What must hold at all times, checked in production too. A failure is a bug or damage, never a refusal of the protocol:
 * it stops the node before anything wrong can leave it. Nothing is allocated while the condition holds.
 */
public final class Check {
    private Check() {}

    /** Throws {@link BrokenInvariantException} unless {@code condition} holds. */
    public static void that(boolean condition, String invariant) {
        if (!condition) {
            throw new BrokenInvariantException(invariant);
        }
    }

    /** As {@link #that(boolean, String)}; the message shows two numbers that tell what happened. */
    public static void that(boolean condition, String invariant, long first, long second) {
        if (!condition) {
            throw new BrokenInvariantException(invariant + ": " + first + ", " + second);
        }
    }
}
