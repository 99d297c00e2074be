package io.balsa.simulator.nemesis;

import io.balsa.simulator.machine.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A plan while it is drawn. */
final class Draft {
    /** What a node may have otherwise than the others. */
    private static final Set<Parameter> SETTINGS = EnumSet.of(
            Parameter.ELECTION_MS,
            Parameter.HEARTBEAT_PERCENT,
            Parameter.STALL_LIMIT_TIMES,
            Parameter.TICK_US,
            Parameter.APPEND_BYTES,
            Parameter.WINDOW_MESSAGES,
            Parameter.WINDOW_BYTES,
            Parameter.UNCOMMITTED_BYTES,
            Parameter.TAIL_ENTRIES_LOG2,
            Parameter.SEGMENT_BYTES,
            Parameter.FRAMES_PER_TURN,
            Parameter.COMMANDS_PER_TURN,
            Parameter.APPLIES_PER_TURN,
            Parameter.PENDING_CALLS,
            Parameter.PENDING_READS,
            Parameter.SUBMIT_MS,
            Parameter.PAGE_CACHE);

    private final Chance chance;
    private final Parameters parameters;
    private final int nodes;
    private final long endMs;
    private final boolean mayDamage;
    private final List<Parameter> settings = new ArrayList<>(SETTINGS);
    private final List<Integer> faultyDisks = new ArrayList<>();
    private final List<Plan.Timed> actions = new ArrayList<>();
    private long nowMs;

    /** A minority has disks that may fail, or be emptied. */
    Draft(Chance chance, Parameters parameters, Set<Calamity> kinds) {
        this.chance = chance;
        this.parameters = parameters;
        this.nodes = parameters.get(Parameter.NODES);
        this.endMs = parameters.get(Parameter.SAFETY_MS);
        this.mayDamage = !Collections.disjoint(kinds, Calamity.DAMAGE);
        if (!Collections.disjoint(kinds, Calamity.NEED_FSYNC)) {
            settings.remove(Parameter.PAGE_CACHE);
        }
        int first = chance.below(nodes);
        for (int i = 0; i < (nodes - 1) / 2; i++) {
            faultyDisks.add(1 + (first + i) % nodes);
        }
    }

    void moveTo(long atMs) {
        nowMs = atMs;
    }

    /** To so long before the end; nothing that was to happen from then on does. */
    void moveBack(long beforeEndMs) {
        nowMs = endMs - beforeEndMs;
        actions.removeIf(timed -> timed.atMs() >= nowMs);
    }

    long electionMs() {
        return parameters.get(Parameter.ELECTION_MS);
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

    /** One setting of a node becomes another. */
    LifeAction.Configure configure(int node) {
        Parameter setting = oneOf(settings);
        int drawn = setting.draw(chance);
        int ofPlan = parameters.get(setting);
        int value = switch (setting) {
            // A patience that is shorter than the time between heartbeats would be a mistake of who configures
            // it.
            case ELECTION_MS -> Math.max(drawn, ofPlan);
            case HEARTBEAT_PERCENT -> Math.min(drawn, ofPlan);
            default -> drawn;
        };
        return new LifeAction.Configure(node, setting, value);
    }

    /** Whether nodes may stay away for good, of those whose disks may fail. */
    boolean mayDamage() {
        return mayDamage;
    }

    boolean hasFaultyDisk() {
        return !faultyDisks.isEmpty();
    }

    int faultyDisk() {
        return faultyDisks.get(chance.below(faultyDisks.size()));
    }

    /** Some nodes, at least one, of those whose disks may fail: even without all of those there is a majority. */
    List<Integer> minority() {
        List<Integer> some = faultyDisks.stream().filter(node -> coin()).toList();
        return some.isEmpty() ? List.of(faultyDisk()) : some;
    }

    List<Integer> othersThan(List<Integer> some) {
        return IntStream.rangeClosed(1, nodes)
                .filter(node -> !some.contains(node))
                .boxed()
                .toList();
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
