package io.balsa.simulator.nemesis;

/** Something that must come about did not in time. */
public final class LivenessException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    LivenessException(String what, String message) {
        super(message);
        this.what = what;
    }

    /** What did not happen, without numbers. */
    public String what() {
        return what;
    }
}
