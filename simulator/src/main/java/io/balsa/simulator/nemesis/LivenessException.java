package io.balsa.simulator.nemesis;

/** Something that must come about did not in time. */
public final class LivenessException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Demand demand;

    LivenessException(Demand demand, String message) {
        super(message);
        this.demand = demand;
    }

    /** What did not come about. */
    public Demand demand() {
        return demand;
    }
}
