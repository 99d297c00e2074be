package io.balsa.simulator.nemesis;

/** What a plan does to the cluster leaves nothing to be demanded of it: a mistake of who wrote the plan, not of what is tested. */
public final class UnfitPlanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitPlanException(String message) {
        super(message);
    }
}
