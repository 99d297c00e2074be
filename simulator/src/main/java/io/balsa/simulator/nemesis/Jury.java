package io.balsa.simulator.nemesis;

import io.balsa.simulator.Simulation;
import io.balsa.simulator.check.Checkers;
import java.util.ArrayList;
import java.util.List;

/** Who judges a run: everybody, or one judge alone, to see what that one notices by itself. Immutable. */
public final class Jury {
    /** Judges what clients are told, at once: {@link io.balsa.simulator.history.Oracle}. */
    public static final String ORACLE = "Oracle";
    /** Judges what clients were told, at the end: {@link io.balsa.simulator.history.Linearizability}. */
    public static final String LINEARIZABILITY = "Linearizability";
    /** Compares two runs of one plan: {@link Run#twice}. */
    public static final String DETERMINISM = "Determinism";

    static final Jury EVERYBODY = new Jury("");

    private final String only;

    private Jury(String only) {
        this.only = only;
    }

    static Jury of(String judge) {
        return new Jury(judge);
    }

    /** Names of all judges: every checker, those who look at clients or at whole runs, and every {@link Demand}. */
    public static List<String> judges() {
        List<String> judges = new ArrayList<>(Checkers.names());
        judges.addAll(List.of(ORACLE, LINEARIZABILITY, DETERMINISM));
        judges.addAll(Demand.words());
        return judges;
    }

    boolean includes(String judge) {
        return only.isEmpty() || only.equals(judge);
    }

    /** The checkers among them begin to watch. */
    void watch(Simulation simulation) {
        if (only.isEmpty()) {
            Checkers.all(simulation);
        } else {
            Checkers.alone(simulation, only);
        }
    }
}
