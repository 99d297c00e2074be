package io.balsa.simulator.nemesis;

import io.balsa.journal.Durability;
import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What must come about while something stays wrong that leaves a majority whole whose members all see each other: links of others
 * are cut, in any directions, or a disk stands still. Who leads such a majority already stays; else it elects one. It
 * commits, has a leader that nobody disturbs (design rules 15 and 16), and whoever sees that leader writes and reads through it,
 * and whoever does not is told so in time.
 */
final class Standing {
    /** A write is acknowledged: so long after the time that sending the {@link Backlog} and the patience of open calls take. */
    static final int COMMIT_WITHIN = 40;
    /** A leader stands: so long after the time in which a leader bears with a disk that does nothing. */
    static final int STANDS_WITHIN = 60;
    /** That long the leader is the same, and no node changes its term. */
    static final int STANDS_FOR = 8;
    /** Nobody is sure to stay who leads for less than that long without trouble: it, or another, may have lost patience before. */
    static final int CALM_AFTER = 2;

    private static final int OWN_KEY = 0;
    private static final int ATTEMPTS_OF_A_TIMEOUT = 4;

    private final Simulation simulation;
    private final Stage stage;
    private final Load load;
    private final Judge judge;
    private final WholeMajority majority;
    private final Parameters slowest;
    private final long electionNs;
    private final long[] terms;

    private @Nullable Operation write;
    private int askedId;
    private long askedAtNs;
    private int leaderId;
    private long standsSinceNs;

    Standing(Stage stage, Load load, Judge judge) {
        this.stage = stage;
        this.load = load;
        this.judge = judge;
        this.majority = new WholeMajority(stage);
        this.simulation = stage.simulation();
        this.slowest = stage.slowest();
        this.electionNs = slowest.ns(Parameter.ELECTION_MS);
        this.terms = new long[simulation.nodes().size()];
    }

    /** Begins right after the last thing became wrong. */
    void check() {
        Node leader = stage.leading();
        boolean isUndisputed = isUndisputed(leader);
        stage.startAll();
        stage.requireAllUp();
        majority.require();
        if (slowest.get(Parameter.STANDING_LOAD) == 0) {
            load.end();
        }
        if (isUndisputed) {
            stay(Objects.requireNonNull(leader));
        } else if (slowest.get(Parameter.STANDING_LOAD) == 1) {
            simulation.advance(Duration.ofNanos(STANDS_FOR * electionNs));
        }
        load.end();
        within(commitNs(), Demand.A_MAJORITY_COMMITS, this::isWritten);
        standsSinceNs = simulation.nowNs();
        within(STANDS_WITHIN * electionNs + stallNs(), Demand.A_LEADER_STANDS, this::stands);
        call(Objects.requireNonNull(stage.leading()));
    }

    private long commitNs() {
        return COMMIT_WITHIN * electionNs + backlogNs() + slowest.ns(Parameter.SUBMIT_MS);
    }

    /** Whether everybody followed that leader, and a majority still hears it and is heard by it, after a time of calm. */
    private boolean isUndisputed(@Nullable Node leader) {
        boolean isCalm = simulation.nowNs() - stage.standsSinceNs() >= CALM_AFTER * electionNs;
        if (leader == null || isStalled(leader) || !isCalm) {
            return false;
        }
        int seen = 0;
        for (Node node : simulation.nodes()) {
            if (node.isUp() && (node.term() != leader.term() || node.leaderId() != leader.id())) {
                return false;
            }
            seen += node.isUp() && majority.seeEachOther(leader, node) ? 1 : 0;
        }
        return 2 * seen > simulation.nodes().size();
    }

    /** Others who hear nothing of it cannot depose it, even if nothing is written, so that they are not behind. */
    private void stay(Node leader) {
        long term = leader.term();
        long endNs = simulation.nowNs() + STANDS_FOR * electionNs;
        while (simulation.nowNs() < endNs && simulation.step()) {
            if (stage.leading() != leader || leader.term() != term) {
                throw new LivenessException(
                        Demand.A_LEADER_STAYS,
                        leader + " led in term " + term + ", and a majority saw it, but it was deposed; " + describe());
            }
        }
    }

    /** Whoever comes to lead. */
    private long backlogNs() {
        Backlog backlog = new Backlog(slowest);
        return simulation.nodes().stream()
                .filter(Node::isUp)
                .mapToLong(node -> backlog.patienceNs(node, simulation.nodes()))
                .max()
                .orElse(0);
    }

    /** A turn counts for a heartbeat interval at most. */
    private long stallNs() {
        return simulation.nodes().stream()
                .map(node -> node.options().raft())
                .mapToLong(raft ->
                        raft.journalStallNs() * (1 + slowest.us(Parameter.TICK_US) / raft.heartbeatIntervalNs()))
                .max()
                .orElse(0);
    }

    /** Through whoever leads. Who does not lead for long may never answer, and who has no room says no. */
    private boolean isWritten() {
        Operation last = write;
        if (last != null && last.isApplied()) {
            return true;
        }
        Node leader = stage.leading();
        long nowNs = simulation.nowNs();
        boolean isAsked = last != null && last.isOpen() && leader != null && askedId == leader.id();
        if (leader != null && !isAsked && nowNs - askedAtNs >= electionNs / ATTEMPTS_OF_A_TIMEOUT) {
            write = judge.write(simulation.client(leader.id()), OWN_KEY);
            askedId = leader.id();
            askedAtNs = nowNs;
        }
        return false;
    }

    private boolean stands() {
        Node leader = stage.leading();
        boolean isSame = leader != null && leader.id() == leaderId && !isStalled(leader);
        leaderId = leader == null ? 0 : leader.id();
        for (Node node : simulation.nodes()) {
            isSame &= terms[node.id() - 1] == node.term();
            terms[node.id() - 1] = node.term();
        }
        if (!isSame) {
            standsSinceNs = simulation.nowNs();
        }
        return simulation.nowNs() - standsSinceNs >= STANDS_FOR * electionNs;
    }

    /** Through everybody: first calls that nobody may be able to answer; then, when all places are free, those that must be. */
    private void call(Node leader) {
        List<Node> members = members(leader);
        List<Operation> others = new ArrayList<>();
        for (Node node : simulation.nodes()) {
            if (!members.contains(node)) {
                SimClient client = simulation.client(node.id());
                others.add(judge.write(client, OWN_KEY));
                others.add(judge.read(client, OWN_KEY));
            }
        }
        within(
                slowest.ns(Parameter.SUBMIT_MS) + Liveness.CALLS_WITHIN * electionNs,
                Demand.AN_OUTCOME_IN_A_MINORITY,
                () -> load.open() == null && others.stream().noneMatch(Operation::isOpen));
        for (Node member : members) {
            SimClient client = simulation.client(member.id());
            within(commitNs(), Demand.A_WRITE_THROUGH_A_MEMBER, Liveness.succeeds(() -> judge.write(client, OWN_KEY)));
            within(commitNs(), Demand.A_READ_THROUGH_A_MEMBER, Liveness.succeeds(() -> judge.read(client, OWN_KEY)));
        }
    }

    /** Those who see the leader that stands. None when it is not whole itself: then it may end, or never send what has left memory. */
    private List<Node> members(Node leader) {
        return simulation.nodes().stream()
                .filter(node ->
                        majority.isWhole(leader) && majority.isWhole(node) && majority.seeEachOther(leader, node))
                .toList();
    }

    private static boolean isStalled(Node node) {
        return node.storage().isStalled() && node.options().durability() == Durability.FSYNC;
    }

    private void within(long ns, Demand demand, BooleanSupplier condition) {
        long deadlineNs = simulation.nowNs() + ns;
        while (!condition.getAsBoolean()) {
            if (simulation.nowNs() > deadlineNs || !simulation.step()) {
                throw new LivenessException(
                        demand,
                        "not within " + Duration.ofNanos(ns) + " although a majority is whole: " + demand + "; "
                                + describe());
            }
        }
    }

    private String describe() {
        StringBuilder text = new StringBuilder(simulation.where());
        for (Node node : simulation.nodes()) {
            text.append("; ").append(node).append(node.isUp() ? " " + node.role() : " down");
            text.append(" term ").append(node.term()).append(" leader ").append(node.leaderId());
            text.append(" commit ").append(node.commitIndex()).append(" of ").append(node.lastIndex());
            text.append(node.storage().isStalled() ? " stalled" : "");
        }
        return text.toString();
    }
}
