package io.balsa.server.chaos;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What the workers have seen. Any thread. */
final class Findings {
    final LongAdder acknowledged = new LongAdder();
    final LongAdder reads = new LongAdder();
    /** Those of a node that had stood still. */
    final LongAdder awakenedReads = new LongAdder();

    final LongAdder doubts = new LongAdder();
    final LongAdder refusals = new LongAdder();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    void violation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
