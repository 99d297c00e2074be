package io.balsa.simulator;

/** Looks at a simulation after each of its steps. What it throws ends the step, and comes out of whatever moved time. */
@FunctionalInterface
public interface StepObserver {
    /**
     * A step has ended. May look at everything and must change nothing.
     *
     * @param simulation the whole cluster, as it is now
     * @param step       what happened; valid only during the call
     */
    void afterStep(Simulation simulation, Step step);

    /** Whether it is not told of {@linkplain Step#isQuiet quiet} steps, which most are. Asked once; must not change. */
    default boolean skipsQuietSteps() {
        return false;
    }
}
