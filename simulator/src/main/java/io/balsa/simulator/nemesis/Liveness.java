package io.balsa.simulator.nemesis;

import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What must come about once everything is healed, and within how many election timeouts. */
final class Liveness {
    /** One leader whom every node follows, and that has committed in its term. */
    static final int LEADER_WITHIN = 20;
    /** A new write through every node is acknowledged, and each key read; a client tries again when it is told no. */
    static final int WRITE_WITHIN = 10;
    /**
     * The same for every remote client, so much later: it may be at a wrong node or between two tries, and may avoid a node that
     * was dead until now.
     */
    static final long REMOTE_NS = Duration.ofSeconds(4).toNanos();
    /** Every call that was open is answered: so long after the patience of the node that has it. */
    static final int CALLS_WITHIN = 4;
    /** All logs and states are equal: so long after the time that sending the {@link Backlog} takes. */
    static final int EQUAL_WITHIN = 20;

    private static final int OWN_KEY = 0;

    private final Simulation simulation;
    private final Stage stage;
    private final Load load;
    private final Judge judge;
    private final Backlog backlog;
    private final int keys;
    private final long electionNs;
    private final long submitNs;
    private final boolean isCancelling;

    Liveness(Stage stage, Load load, Judge judge, Parameters parameters) {
        this.simulation = stage.simulation();
        this.stage = stage;
        this.load = load;
        this.judge = judge;
        this.backlog = new Backlog(parameters);
        this.keys = parameters.get(Parameter.KEYS);
        this.electionNs = parameters.ns(Parameter.ELECTION_MS);
        this.submitNs = parameters.ns(Parameter.SUBMIT_MS);
        this.isCancelling = parameters.get(Parameter.CANCEL_PERCENT) > 0;
    }

    /** Begins right after healing. */
    void check() {
        stage.requireAllUp();
        becomeEqual();
        // Before others: a call that a lost message keeps open holds its node's place until the patience ends, and
        // others are refused.
        long patientUntilNs = simulation.nowNs() + submitNs;
        within(submitNs + CALLS_WITHIN * electionNs, Demand.AN_OUTCOME_FOR_EACH_CALL, () -> load.open() == null);
        if (isCancelling) {
            // So does one that was cancelled, and nobody learns when it ends.
            passUntil(patientUntilNs);
        }
        for (Node node : up()) {
            callThrough(simulation.client(node.id()), 0);
        }
        for (SimClient client : simulation.clients()) {
            if (client.isRemote()) {
                callThrough(client, REMOTE_NS);
            }
        }
        becomeEqual();
        stage.requireAllUp();
    }

    private void passUntil(long ns) {
        while (simulation.nowNs() < ns && simulation.step()) {
            // Turns of nodes.
        }
    }

    private List<Node> up() {
        return simulation.nodes().stream().filter(Node::isUp).toList();
    }

    /** First of all: a node answers reads only when it has caught up. */
    private void becomeEqual() {
        within(LEADER_WITHIN * electionNs, Demand.ONE_LEADER_THAT_ALL_FOLLOW, () -> leader() != null);
        Node leader = Objects.requireNonNull(leader());
        long patienceNs = backlog.patienceNs(leader, simulation.nodes());
        within(EQUAL_WITHIN * electionNs + patienceNs, this::inequality);
    }

    private void callThrough(SimClient client, long wayNs) {
        long ns = WRITE_WITHIN * electionNs + wayNs;
        within(ns, Demand.A_WRITE_ACKNOWLEDGED, succeeds(() -> judge.write(client, OWN_KEY)));
        for (int key = OWN_KEY; key <= keys; key++) {
            int read = key;
            within(WRITE_WITHIN * electionNs, Demand.A_READ_ANSWERED, succeeds(() -> judge.read(client, read)));
        }
    }

    /** A call that is made again whenever the client was told no. */
    static BooleanSupplier succeeds(Supplier<Operation> call) {
        Operation[] last = {call.get()};
        return () -> {
            if (!last[0].isOpen() && !last[0].isApplied()) {
                last[0] = call.get();
            }
            return last[0].isApplied();
        };
    }

    /** That it commits is asked of it with equal logs, when the backlog is known that comes before its own first entry. */
    private @Nullable Node leader() {
        Node leader = stage.leading();
        if (leader == null) {
            return null;
        }
        for (Node node : simulation.nodes()) {
            if (node.isUp() && (node.leaderId() != leader.id() || node.term() != leader.term())) {
                return null;
            }
        }
        return leader;
    }

    /** What is not equal yet; null when all is. */
    private @Nullable Demand inequality() {
        Node leader = leader();
        if (leader == null) {
            return Demand.ONE_LEADER_THAT_ALL_FOLLOW;
        }
        if (!isEverywhere(node -> node.lastIndex() == leader.lastIndex() && node.lastTerm() == leader.lastTerm())) {
            return Demand.EQUAL_LOGS;
        }
        if (!isEverywhere(node -> node.commitIndex() == leader.lastIndex())) {
            return Demand.EQUAL_COMMIT_INDEXES;
        }
        if (!isEverywhere(node -> node.appliedIndex() == leader.commitIndex())) {
            return Demand.EVERYTHING_APPLIED;
        }
        return isEverywhere(node -> node.stateHash() == leader.stateHash()) ? null : Demand.EQUAL_STATES;
    }

    private boolean isEverywhere(Predicate<Node> condition) {
        for (Node node : simulation.nodes()) {
            if (node.isUp() && !condition.test(node)) {
                return false;
            }
        }
        return true;
    }

    private void within(long ns, Demand demand, BooleanSupplier condition) {
        within(ns, () -> condition.getAsBoolean() ? null : demand);
    }

    private void within(long ns, Supplier<@Nullable Demand> missing) {
        long deadlineNs = simulation.nowNs() + ns;
        for (Demand demand = missing.get(); demand != null; demand = missing.get()) {
            if (simulation.nowNs() > deadlineNs || !simulation.step()) {
                throw new LivenessException(
                        demand, "not within " + Duration.ofNanos(ns) + ": " + demand + "; " + describe());
            }
        }
    }

    private String describe() {
        StringBuilder text = new StringBuilder(simulation.where());
        for (Node node : simulation.nodes()) {
            text.append("; ").append(node).append(node.isUp() ? " " + node.role() : " down");
            text.append(" term ").append(node.term()).append(" leader ").append(node.leaderId());
            text.append(" commit ").append(node.commitIndex()).append(" of ").append(node.lastIndex());
            text.append(" applied ").append(node.appliedIndex());
        }
        Operation open = load.open();
        return open == null ? text.toString() : text + "; open: " + open;
    }
}
