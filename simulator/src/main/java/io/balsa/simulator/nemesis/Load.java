package io.balsa.simulator.nemesis;

import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.machine.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients that read and write registers, in the processes of nodes and in their own, with some calls open each. One whose node
 * is down goes to another. A call that was refused may be tried again; after one that ended without an outcome, which stays
 * unknown, its client may make another for the same purpose, with a value of its own.
 */
final class Load {
    private static final int PERCENT = 100;
    private static final int COMPARE_AND_SET_PERCENT = 20;
    private static final int MOVE_PERCENT = 10;
    private static final int CALLS_OF_A_BURST = 8;
    /** Times the time between calls: so that this is what a burst and a rest come to, on average. */
    private static final int LONGEST_REST = 12;

    private static final int READS_OF_ONE_BY_LOG = 4;
    private static final int LENGTHS_OF_ONE_AT_THE_LIMIT = 16;
    private static final int LIMITS_OF_ONE_PASSED = 4;

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
            boolean isRemote = happens(Parameter.REMOTE_PERCENT);
            Visitor visitor = new Visitor(isRemote ? simulation.remoteClient() : simulation.client(drawNode()));
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

    /** Nothing is drawn for what never happens. */
    private boolean happens(Parameter ofHundred) {
        return parameters.get(ofHundred) > 0 && chance.below(PERCENT) < parameters.get(ofHundred);
    }

    private final class Visitor implements Runnable {
        private final SimClient client;
        private final List<Call> calls = new ArrayList<>();

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
            lookAfterCalls();
            int room = parameters.get(Parameter.IN_FLIGHT) - calls.size();
            if (room > 0) {
                move();
                for (int i = room == 1 ? 1 : 1 + chance.below(room); i > 0; i--) {
                    calls.add(judge.begin(client, wish()));
                }
            }
            think();
        }

        private void lookAfterCalls() {
            List<Call> before = List.copyOf(calls);
            calls.clear();
            for (Call call : before) {
                Operation operation = call.operation();
                if (operation.isOpen() && happens(Parameter.CANCEL_PERCENT)) {
                    client.cancel(operation);
                } else if (operation.isOpen()) {
                    calls.add(call);
                } else if (!operation.isApplied() && !isTooLong(call) && happens(Parameter.RETRY_PERCENT)) {
                    move();
                    calls.add(operation.isUnknown() ? judge.begin(client, call.wish()) : judge.again(call));
                }
            }
        }

        private void move() {
            if (!client.isRemote()
                    && (!simulation.node(client.nodeId()).isUp() || chance.below(PERCENT) < MOVE_PERCENT)) {
                client.moveTo(simulation.node(drawNode()));
            }
        }
    }

    private boolean isTooLong(Call call) {
        return call.length() > parameters.get(Parameter.COMMAND_BYTES);
    }

    private Call.Wish wish() {
        int key = 1 + chance.below(parameters.get(Parameter.KEYS));
        Call.Kind kind;
        if (chance.below(PERCENT) < parameters.get(Parameter.READ_PERCENT)) {
            kind = Call.Kind.READ;
        } else if (chance.below(PERCENT) < COMPARE_AND_SET_PERCENT) {
            kind = Call.Kind.COMPARE_AND_SET;
        } else {
            kind = Call.Kind.WRITE;
        }
        return happens(Parameter.LENGTHS_PERCENT)
                ? wishOfAnyLength(kind, key)
                : new Call.Wish(kind, key, Registers.LONG_LENGTH);
    }

    private Call.Wish wishOfAnyLength(Call.Kind usual, int key) {
        boolean isByLog = usual == Call.Kind.READ && chance.below(READS_OF_ONE_BY_LOG) == 0;
        return new Call.Wish(isByLog ? Call.Kind.READ_BY_LOG : usual, key, length());
    }

    /** Short ones are as likely as long ones; some as long as can be, or too long. */
    private int length() {
        int limit = parameters.get(Parameter.COMMAND_BYTES);
        if (chance.below(LENGTHS_OF_ONE_AT_THE_LIMIT) == 0) {
            return chance.below(LIMITS_OF_ONE_PASSED) == 0 ? 1 + limit + chance.below(limit) : limit;
        }
        int bits = chance.below(Integer.SIZE - Integer.numberOfLeadingZeros(limit));
        return (int) chance.between(1L << bits, Math.min(limit, (2L << bits) - 1));
    }
}
