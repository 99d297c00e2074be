package io.balsa.simulator.nemesis;

import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import io.balsa.simulator.Range;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Timing;
import io.balsa.simulator.machine.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What actions act on: a simulated cluster, and what must be remembered of them so that it can be healed. */
public final class Stage {
    static final long US = 1_000;
    static final long MS = 1_000_000;

    private final Simulation simulation;
    private final Network network;
    private final List<Network.HoldRule> holds = new ArrayList<>();
    private final Parameters plan;
    private final Map<Integer, Parameters> own = new TreeMap<>();
    private final Set<Integer> wiped = new TreeSet<>();
    private boolean isStanding;
    private long standsSinceNs;

    /** As links name them: by negative numbers. */
    private final int[] remoteClients;

    /** After all remote clients were made. */
    Stage(Simulation simulation, Parameters plan) {
        this.simulation = simulation;
        this.plan = plan;
        this.network = simulation.network();
        this.remoteClients = simulation.clients().stream()
                .filter(SimClient::isRemote)
                .mapToInt(client -> (int) -client.id())
                .toArray();
    }

    Simulation simulation() {
        return simulation;
    }

    private @Nullable Node find(int id) {
        return id < 1 || id > simulation.nodes().size() ? null : simulation.node(id);
    }

    // Nodes.

    boolean ifThere(int id, Consumer<Node> action) {
        Node node = find(id);
        if (node != null) {
            action.accept(node);
        }
        return node != null;
    }

    boolean ifUp(int id, Consumer<Node> action) {
        Node node = find(id);
        return node != null && node.isUp() && ifThere(id, action);
    }

    boolean start(int id) {
        Node node = find(id);
        if (node == null || node.isUp() || wiped.contains(id)) {
            return false;
        }
        Parameters parameters = own.getOrDefault(id, plan);
        node.storage().segmentBytes(parameters.segmentBytes());
        node.tick(Duration.ofNanos(parameters.us(Parameter.TICK_US)));
        return node.start(plan.nodeOptions(parameters));
    }

    boolean configure(int id, Parameter setting, int value) {
        return ifThere(
                id, node -> own.merge(id, plan.with(setting, value), (before, now) -> before.with(setting, value)));
    }

    /** What the slowest node is like in each respect, which is what all of them together may be like. */
    Parameters slowest() {
        Parameters slowest = plan;
        for (Parameters parameters : own.values()) {
            slowest = slowest.slower(parameters);
        }
        return slowest;
    }

    boolean wipe(int id) {
        return !wiped.contains(id)
                && ifThere(id, node -> {
                    node.wipe();
                    wiped.add(id);
                });
    }

    /** Whether nothing may be left of it, or it may refuse to start for good. */
    boolean isDamaged(Node node) {
        return node.storage().isDamaged() || wiped.contains(node.id());
    }

    Timing usual() {
        return simulation.options().timing();
    }

    /** Who leads in the latest term and has committed in it; null when nobody does. */
    @Nullable
    Node leader() {
        Node leader = leading();
        boolean leads =
                leader != null && leader.commitIndex() > 0 && leader.termAt(leader.commitIndex()) == leader.term();
        return leads ? leader : null;
    }

    /** Who leads in the latest term that has a leader; null when nobody does. */
    @Nullable
    Node leading() {
        Node leader = null;
        for (Node node : simulation.nodes()) {
            if (node.isLeader() && (leader == null || node.term() > leader.term())) {
                leader = node;
            }
        }
        return leader;
    }

    boolean electWithin(long ms) {
        simulation.in(Duration.ofMillis(ms), () -> {
            if (leader() == null) {
                throw new LivenessException(
                        Demand.A_LEADER_ELECTED, "nobody leads after " + ms + " ms; " + simulation.where());
            }
        });
        return true;
    }

    /** What is wrong ends; what becomes wrong from now on stays so until {@link Standing} has seen what it demands. */
    boolean stand() {
        heal();
        isStanding = true;
        standsSinceNs = simulation.nowNs();
        return true;
    }

    boolean isStanding() {
        return isStanding;
    }

    /** When all that was wrong before ended. */
    long standsSinceNs() {
        return standsSinceNs;
    }

    // Network.

    /** Which directions. */
    interface Directions {
        boolean include(int from, int to);
    }

    boolean cut(Directions directions) {
        return each(directions, link -> link.cut(true));
    }

    boolean worsen(int from, int to, Consumer<Link> action) {
        return each(between(from, to), action);
    }

    boolean reconnect() {
        return each((from, to) -> true, link -> link.cut(false));
    }

    boolean calm() {
        Range usual = usual().delay();
        return each((from, to) -> true, link -> {
            boolean wasCut = link.isCut();
            link.heal();
            link.cut(wasCut);
            link.delay(usual.minNs(), usual.maxNs());
        });
    }

    private static Directions between(int from, int to) {
        return (sender, receiver) -> LinkAction.matches(from, sender) && LinkAction.matches(to, receiver);
    }

    private boolean each(Directions directions, Consumer<Link> action) {
        boolean[] any = new boolean[1];
        Consumer<Link> chosen = link -> {
            if (directions.include(link.from(), link.to())) {
                action.accept(link);
                any[0] = true;
            }
        };
        network.everyLink(chosen);
        for (int client : remoteClients) {
            for (Node node : simulation.nodes()) {
                chosen.accept(network.link(client, node.id()));
                chosen.accept(network.link(node.id(), client));
            }
        }
        return any[0];
    }

    // Messages.

    boolean hold(int from, int to, long ms) {
        Directions directions = between(from, to);
        Network.HoldRule rule = network.hold(message -> directions.include(message.from(), message.to()));
        holds.add(rule);
        simulation.in(Duration.ofMillis(ms), () -> {
            rule.close();
            holds.remove(rule);
        });
        return true;
    }

    boolean release() {
        return network.release(message -> true) > 0;
    }

    boolean echo(int from, int to) {
        Directions directions = between(from, to);
        return network.duplicate(message -> !message.isHeld() && directions.include(message.from(), message.to())) > 0;
    }

    // The end of all evil.

    /**
     * Nothing is wrong from now on. Held messages arrive late; nodes that are down start, but for those that were wiped; one whose
     * disk was damaged starts once more, so that recovery judges what is on it, and may stay down for good.
     */
    void heal() {
        holds.forEach(Network.HoldRule::close);
        holds.clear();
        reconnect();
        calm();
        release();
        for (Node node : simulation.nodes()) {
            node.storage().heal();
            node.storage().syncDelay(usual().sync());
            node.storage().readDelay(usual().read());
            node.driftClock(0);
            node.resume();
            if (isDamaged(node)) {
                node.crash();
            }
        }
        startAll();
    }

    /** @throws LivenessException when a node is down whose disk is no reason for that */
    void requireAllUp() {
        for (Node node : simulation.nodes()) {
            if (!node.isUp() && !isDamaged(node) && !node.storage().isInTrouble()) {
                RuntimeException failure = node.failure();
                throw new LivenessException(
                        Demand.EVERY_NODE_UP,
                        node + " is down although its disk was never damaged: "
                                + (failure == null ? "nobody knows why" : failure.getMessage()));
            }
        }
    }

    /** Nodes that are down start, but for those that were wiped. */
    void startAll() {
        simulation.nodes().forEach(node -> start(node.id()));
    }
}
