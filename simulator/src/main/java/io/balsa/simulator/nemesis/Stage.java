package io.balsa.simulator.nemesis;

import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import io.balsa.simulator.Range;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.machine.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final Set<Integer> damaged = new TreeSet<>();

    /** As links name them: by negative numbers. */
    private final int[] remoteClients;

    /** After all remote clients were made. */
    Stage(Simulation simulation) {
        this.simulation = simulation;
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
        return node != null && !node.isUp() && node.start();
    }

    boolean corrupt(int id) {
        return ifThere(id, node -> {
            node.storage().corrupt();
            damaged.add(id);
        });
    }

    /** Whether it may refuse to start for good. */
    boolean isDamaged(Node node) {
        return damaged.contains(node.id());
    }

    Range usualSync() {
        return simulation.options().timing().sync();
    }

    /** Who leads in the latest term and has committed in it; null when nobody does. */
    @Nullable
    Node leader() {
        Node leader = null;
        for (Node node : simulation.nodes()) {
            if (node.isLeader() && (leader == null || node.term() > leader.term())) {
                leader = node;
            }
        }
        boolean leads =
                leader != null && leader.commitIndex() > 0 && leader.termAt(leader.commitIndex()) == leader.term();
        return leads ? leader : null;
    }

    boolean electWithin(long ms) {
        simulation.in(Duration.ofMillis(ms), () -> {
            if (leader() == null) {
                throw new LivenessException(
                        "a leader elected", "nobody leads after " + ms + " ms; " + simulation.where());
            }
        });
        return true;
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
        Range usual = simulation.options().timing().delay();
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
     * Nothing is wrong from now on. Held messages arrive late; nodes that are down start; one whose disk was damaged starts
     * once more, so that recovery judges what is on it, and may stay down for good.
     */
    void heal() {
        holds.forEach(Network.HoldRule::close);
        holds.clear();
        reconnect();
        calm();
        release();
        for (Node node : simulation.nodes()) {
            node.storage().heal();
            node.storage().syncDelay(usualSync());
            node.driftClock(0);
            node.resume();
            if (isDamaged(node)) {
                node.crash();
            }
            if (!node.isUp()) {
                node.start();
            }
        }
    }
}
