package io.balsa.simulator.check;

/** Something is so that must never be, whatever the faults: a bug of the engine, or of the journal. Says where in the run. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final String checker;
    private final String text;

    /**
     * @param checker name of who found it
     * @param text    what is wrong
     * @param where   seed, step and time
     */
    public Violation(String checker, String text, String where) {
        super(checker + ": " + text + "; " + where);
        this.checker = checker;
        this.text = text;
    }

    /** Name of the checker that found it. */
    public String checker() {
        return checker;
    }

    /** What is wrong. */
    public String text() {
        return text;
    }
}
