package io.balsa.simulator.nemesis;

import io.balsa.simulator.machine.Chance;
import java.util.ArrayList;
import java.util.List;

/** A plan while it is drawn. */
final class Draft {
    private final Chance chance;
    private final int nodes;
    private final long endMs;
    private final List<Integer> faultyDisks = new ArrayList<>();
    private final List<Plan.Timed> actions = new ArrayList<>();
    private long nowMs;

    /** A minority has disks that may fail. */
    Draft(Chance chance, int nodes, long endMs) {
        this.chance = chance;
        this.nodes = nodes;
        this.endMs = endMs;
        int first = chance.below(nodes);
        for (int i = 0; i < (nodes - 1) / 2; i++) {
            faultyDisks.add(1 + (first + i) % nodes);
        }
    }

    void moveTo(long atMs) {
        nowMs = atMs;
    }

    long endMs() {
        return endMs;
    }

    int nodes() {
        return nodes;
    }

    List<Plan.Timed> actions() {
        return actions;
    }

    /** Something happens now. */
    void now(Action action) {
        later(0, action);
    }

    /** Something happens after so long, unless all is over by then. */
    void later(long ms, Action action) {
        if (nowMs + ms < endMs) {
            actions.add(new Plan.Timed(nowMs + ms, action));
        }
    }

    /** Small numbers are as likely as large ones; low is positive. */
    long between(long low, long high) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(high / low);
        long span = 1L << chance.below(bits + 1);
        return Math.min(high, low * span + chance.between(0, low * span - 1));
    }

    int percent(int most) {
        return 1 + chance.below(most);
    }

    boolean coin() {
        return chance.below(2) == 0;
    }

    int below(int bound) {
        return chance.below(bound);
    }

    int node() {
        return 1 + chance.below(nodes);
    }

    /** Every node, as actions name it, or one. */
    int nodeOrAll() {
        return coin() ? 0 : node();
    }

    boolean hasFaultyDisk() {
        return !faultyDisks.isEmpty();
    }

    int faultyDisk() {
        return faultyDisks.get(chance.below(faultyDisks.size()));
    }

    /** Some nodes, at least one, seldom all. */
    List<Integer> island() {
        List<Integer> island = new ArrayList<>();
        for (int id = 1; id <= nodes; id++) {
            if (coin()) {
                island.add(id);
            }
        }
        return island.isEmpty() ? List.of(node()) : island;
    }

    <T> T oneOf(List<T> choice) {
        return choice.get(chance.below(choice.size()));
    }
}
