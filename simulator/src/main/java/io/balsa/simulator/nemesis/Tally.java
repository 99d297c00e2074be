package io.balsa.simulator.nemesis;

import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import java.util.Map;
import java.util.TreeMap;

/** What there was in a run, or in many: calls of clients, messages, and faults by their word, repairs not among them. One thread. */
public final class Tally implements StepObserver {
    private static final String LOST_MESSAGES = "lost messages";

    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> families = new TreeMap<>();
    private long calls;
    private long messages;
    private long lost;
    private long undecided;

    /** Calls that clients made. */
    public long calls() {
        return calls;
    }

    /** Messages that nodes sent to each other. */
    public long messages() {
        return messages;
    }

    /** How often each kind of fault hit, by its word. */
    public Map<String, Long> faults() {
        return withLost(faults);
    }

    /** The same by what they hit: {@code life}, {@code clock}, {@code link}, {@code disk}, {@code message}. */
    public Map<String, Long> faultsByFamily() {
        return withLost(families);
    }

    private Map<String, Long> withLost(Map<String, Long> counts) {
        Map<String, Long> all = new TreeMap<>(counts);
        all.put(LOST_MESSAGES, lost);
        return all;
    }

    /** Histories of runs for which the search for a linearization was given up: they are neither good nor bad. */
    public long undecided() {
        return undecided;
    }

    void hit(Action action) {
        if (!action.repairs()) {
            faults.merge(Wording.kind(action), 1L, Long::sum);
            families.merge(Wording.family(action), 1L, Long::sum);
        }
    }

    void notDecided() {
        undecided++;
    }

    /** Takes in what another has. */
    public void add(Tally other) {
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        other.families.forEach((family, count) -> families.merge(family, count, Long::sum));
        calls += other.calls;
        messages += other.messages;
        lost += other.lost;
        undecided += other.undecided;
    }

    @Override
    public boolean skipsQuietSteps() {
        return true;
    }

    @Override
    public void afterStep(Simulation simulation, Step step) {
        calls += step.invoked().size();
        messages += step.sent().size();
        for (int i = 0; i < step.sent().size(); i++) {
            if (step.sent().get(i).isLost()) {
                lost++;
            }
        }
    }
}
