package io.balsa.simulator.history;

import java.util.function.BooleanSupplier;

/** How much searching is worth while: so many steps, and until somebody says that it is enough. */
final class Budget {
    private static final int STEPS_BETWEEN_QUESTIONS = 1024;

    private final BooleanSupplier isEnough;
    private long stepsLeft;
    private boolean isSpent;

    Budget(long maxSteps, BooleanSupplier isEnough) {
        this.stepsLeft = maxSteps;
        this.isEnough = isEnough;
    }

    /** A part of this one, of at most so many steps. */
    Budget part(long maxSteps) {
        return new Budget(Math.min(maxSteps, stepsLeft), isEnough);
    }

    /** Pays for one step. @return false when nothing is left to pay with */
    boolean pay() {
        stepsLeft--;
        if (stepsLeft % STEPS_BETWEEN_QUESTIONS == 0 && isEnough.getAsBoolean()) {
            isSpent = true;
        }
        return stepsLeft >= 0 && !isSpent;
    }

    /** Pays for what was done with a {@link #part}. */
    void payFor(Budget part, long itsMaxSteps) {
        stepsLeft -= Math.min(itsMaxSteps, stepsLeft) - Math.max(0, part.stepsLeft);
    }
}
