package io.balsa.simulator.nemesis;

import io.balsa.simulator.Operation;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.machine.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients that read and write registers, each with one call open at a time. One whose node is
 * down goes to another; a call that ended without an outcome stays unknown, and its client goes on with the next.
 */
final class Load {
    private static final int PERCENT = 100;
    private static final int COMPARE_AND_SET_PERCENT = 20;
    private static final int MOVE_PERCENT = 10;
    private static final int CALLS_OF_A_BURST = 8;
    /** Times the time between calls: so that this is what a burst and a rest come to, on average. */
    private static final int LONGEST_REST = 12;

    private final Simulation simulation;
    private final Judge judge;
    private final Parameters parameters;
    private final Chance chance;
    private final List<SimClient> clients = new ArrayList<>();
    private boolean isOver;

    Load(Simulation simulation, Judge judge, Parameters parameters, Chance chance) {
        this.simulation = simulation;
        this.judge = judge;
        this.parameters = parameters;
        this.chance = chance;
    }

    void begin() {
        for (int i = 0; i < parameters.get(Parameter.CLIENTS); i++) {
            Visitor visitor = new Visitor(simulation.client(drawNode()));
            clients.add(visitor.client);
            visitor.think();
        }
    }

    /** No more calls; those that are open stay so. */
    void end() {
        isOver = true;
    }

    /** A call that still has no outcome; null for none. */
    @Nullable
    Operation open() {
        for (SimClient client : clients) {
            if (!client.open().isEmpty()) {
                return client.open().getFirst();
            }
        }
        return null;
    }

    private int drawNode() {
        return 1 + chance.below(parameters.get(Parameter.NODES));
    }

    private final class Visitor implements Runnable {
        private final SimClient client;

        Visitor(SimClient client) {
            this.client = client;
        }

        void think() {
            long thinkNs = parameters.ns(Parameter.THINK_MS);
            boolean rests = chance.below(CALLS_OF_A_BURST) == 0;
            long ns = chance.between(0, rests ? LONGEST_REST * thinkNs : thinkNs / 2);
            simulation.in(Duration.ofNanos(ns), this);
        }

        @Override
        public void run() {
            if (isOver) {
                return;
            }
            if (client.open().isEmpty()) {
                if (!simulation.node(client.nodeId()).isUp() || chance.below(PERCENT) < MOVE_PERCENT) {
                    client.moveTo(simulation.node(drawNode()));
                }
                call();
            }
            think();
        }

        private void call() {
            int key = 1 + chance.below(parameters.get(Parameter.KEYS));
            if (chance.below(PERCENT) < parameters.get(Parameter.READ_PERCENT)) {
                judge.read(client, key);
            } else if (chance.below(PERCENT) < COMPARE_AND_SET_PERCENT) {
                judge.compareAndSet(client, key);
            } else {
                judge.write(client, key);
            }
        }
    }
}
