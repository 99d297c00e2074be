package io.balsa.simulator.nemesis;

/** Clients were told what cannot be true together. */
public final class HistoryException extends RuntimeException {
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
