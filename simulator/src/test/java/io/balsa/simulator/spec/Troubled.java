package io.balsa.simulator.spec;

import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import io.balsa.simulator.ProtocolTrace;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.SimulationOptions;
import io.balsa.simulator.machine.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A cluster whose nodes and links fail, while a client writes, and whose protocol is written down. */
public final class Troubled {
    private static final Duration ROUND = Duration.ofMillis(300);
    private static final int DOWN_AT_MOST = 1;

    private final Random random;
    private final Simulation simulation;
    private final SimClient client;
    private int value;

    private Troubled(long seed, Simulation simulation) {
        this.random = new Random(seed);
        this.simulation = simulation;
        this.client = simulation.client(1);
    }

    /** The trace of one seed, of at least so many lines. */
    static List<String> trace(long seed, int nodes, int lines) {
        List<String> trace = new ArrayList<>();
        run(seed, nodes, lines, trace::add);
        return trace;
    }

    /** Runs one seed, until it has told so many lines. Speaks only of types that the worlds of all mutants share. */
    public static void run(long seed, int nodes, int lines, Consumer<String> listener) {
        try (Simulation simulation = new Simulation(seed, SimulationOptions.of(nodes))) {
            ProtocolTrace trace = ProtocolTrace.begin(simulation, listener);
            Troubled cluster = new Troubled(seed, simulation);
            while (trace.written() < lines) {
                cluster.round();
            }
        }
    }

    private void round() {
        Network network = simulation.network();
        switch (random.nextInt(8)) {
            case 0 -> network.isolate(anyNode().id());
            case 1 -> network.cut(1 + random.nextInt(2), 3);
            case 2 -> network.everyLink(Troubled::disturb);
            case 3 -> fall(Node::crash);
            case 4, 5 -> fall(Node::powerCut);
            default -> network.heal();
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            client.moveTo(anyNode()).propose(Registers.write(1, ++value));
        }
        simulation.advance(ROUND);
        simulation.nodes().stream()
                .filter(node -> !node.isUp() && random.nextBoolean())
                .forEach(Node::start);
    }

    private static void disturb(Link link) {
        link.loss(0.2);
        link.duplication(0.2);
        link.reordering(0.2);
    }

    private void fall(Consumer<Node> how) {
        long down = simulation.nodes().stream().filter(node -> !node.isUp()).count();
        if (down < DOWN_AT_MOST) {
            how.accept(anyNode());
        }
    }

    private Node anyNode() {
        List<Node> nodes = simulation.nodes();
        return nodes.get(random.nextInt(nodes.size()));
    }
}
