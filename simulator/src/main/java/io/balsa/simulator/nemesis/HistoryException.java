package io.balsa.simulator.nemesis;

/**
 * Clients were told what cannot be true together. An error, for it may be found while a state machine applies, and nothing that
 * an engine catches there may swallow it.
 */
public final class HistoryException extends AssertionError {
    private static final long serialVersionUID = 1;

    private final String what;

    HistoryException(String what, String message) {
        super(message);
        this.what = what;
    }

    /** What kind of thing cannot be, without numbers. */
    public String what() {
        return what;
    }
}
