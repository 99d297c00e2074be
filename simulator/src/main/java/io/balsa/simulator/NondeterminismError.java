package io.balsa.simulator;

/** A state machine gave two results, or two states, for the same commands. Not caught by the engine: it ends the test. */
public final class NondeterminismError extends AssertionError {
    private static final long serialVersionUID = 1;

    NondeterminismError(String message) {
        super(message);
    }
}
