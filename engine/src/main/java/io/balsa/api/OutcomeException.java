package io.balsa.api;

/** A result was asked of an outcome that has none. {@link #outcome()} tells which of the other two it is. */
public final class OutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    OutcomeException(Outcome outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    /** The outcome: {@link Outcome.NotAppended} or {@link Outcome.Unknown}. */
    public Outcome outcome() {
        return outcome;
    }
}
