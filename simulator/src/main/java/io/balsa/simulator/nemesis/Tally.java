package io.balsa.simulator.nemesis;

import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import java.util.Map;
import java.util.TreeMap;

/** What there was in a run, or in many: calls of clients, messages, and faults by their word. One thread. */
public final class Tally implements StepObserver {
    private static final String LOST_MESSAGES = "lost messages";

    private final Map<String, Long> faults = new TreeMap<>();
    private long calls;
    private long messages;
    private long lost;

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
        Map<String, Long> all = new TreeMap<>(faults);
        all.put(LOST_MESSAGES, lost);
        return all;
    }

    void hit(String fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    /** Takes in what another has. */
    public void add(Tally other) {
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        calls += other.calls;
        messages += other.messages;
        lost += other.lost;
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
