package io.balsa.simulator.nemesis;

import io.balsa.api.Command;
import io.balsa.api.Outcome;
import io.balsa.simulator.Node;
import io.balsa.simulator.NodeObserver;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import io.balsa.simulator.history.History;
import io.balsa.simulator.history.Linearizability;
import io.balsa.simulator.history.Oracle;
import io.balsa.simulator.history.RegisterModel;
import io.balsa.simulator.history.Verdict;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of all clients and judges what they are told: at once with the {@link Oracle}, and at the end all of it with
 * {@link Linearizability}. No value is written twice.
 */
final class Judge implements StepObserver, NodeObserver {
    private static final String NIL = "nil";

    private final Simulation simulation;
    private final Jury jury;
    private final Oracle oracle;
    private final History history = new History();
    private final Map<Long, Asked> open = new TreeMap<>();
    private long lastSerial;

    Judge(Simulation simulation, Jury jury) {
        this.simulation = simulation;
        this.jury = jury;
        this.oracle = new Oracle(anomaly -> {
            if (jury.includes(Jury.ORACLE)) {
                throw new HistoryException(anomaly.kind().name(), anomaly + "; " + simulation.where());
            }
        });
        simulation.observe((StepObserver) this);
        simulation.observe((NodeObserver) this);
    }

    /** A call under way: its number in the history, and the oracle's view of it. */
    private record Asked(int number, Oracle.@Nullable Write write, Oracle.@Nullable Read read, long expected) {
        static final long ANYTHING = -1;
    }

    Operation write(SimClient client, int key) {
        Oracle.Write write = oracle.write(number(client), key);
        lastSerial = write.serial();
        Operation operation = client.propose(Registers.write(key, lastSerial));
        return follow(operation, key, "write " + lastSerial, number -> new Asked(number, write, null, Asked.ANYTHING));
    }

    /** Writes if the register holds what was written last, by anybody, as far as clients can tell. */
    Operation compareAndSet(SimClient client, int key) {
        long expected = lastSerial;
        Oracle.Write write = oracle.write(number(client), key);
        lastSerial = write.serial();
        Operation operation = client.propose(Registers.compareAndSet(key, expected, lastSerial));
        String call = "cas " + word(expected) + " " + lastSerial;
        return follow(operation, key, call, number -> new Asked(number, write, null, expected));
    }

    Operation read(SimClient client, int key) {
        Oracle.Read read = oracle.read(number(client), key, Oracle.Promise.LINEARIZABLE);
        Operation operation = client.query(Registers.read(key));
        return follow(operation, key, "read", number -> new Asked(number, null, read, Asked.ANYTHING));
    }

    private static int number(SimClient client) {
        return (int) client.id();
    }

    private static String word(long value) {
        return value == 0 ? NIL : Long.toString(value);
    }

    private interface Made {
        Asked of(int number);
    }

    private Operation follow(Operation operation, int key, String call, Made made) {
        int number = history.invoke(number(operation.client()), "register" + key, call, operation.invokedNs());
        open.put(operation.id(), made.of(number));
        return operation;
    }

    @Override
    public void onApply(Node node, Command command) {
        long serial = Registers.written(command);
        if (serial != 0) {
            oracle.applied(serial, command.index());
        }
    }

    @Override
    public void afterStep(Simulation same, Step step) {
        for (int i = 0; i < step.ended().size(); i++) {
            Operation operation = step.ended().get(i);
            Asked asked = open.remove(operation.id());
            if (asked != null) {
                end(operation, asked);
            }
        }
    }

    private void end(Operation operation, Asked asked) {
        if (operation.outcome() instanceof Outcome.Applied applied) {
            complete(asked, applied, operation.endedNs());
        } else if (operation.outcome() instanceof Outcome.NotAppended) {
            history.refuse(asked.number(), operation.endedNs());
            if (asked.write() != null) {
                asked.write().refused();
            }
        }
    }

    private void complete(Asked asked, Outcome.Applied applied, long nowNs) {
        long value = Registers.value(applied.result());
        if (asked.read() != null) {
            asked.read().returned(value, Registers.index(applied.result()));
            history.complete(asked.number(), word(value), nowNs);
        } else if (asked.write() != null) {
            boolean isWritten = asked.expected() == Asked.ANYTHING || asked.expected() == value;
            if (isWritten) {
                asked.write().acknowledged(applied.index());
            } else {
                asked.write().refused();
            }
            String result = asked.expected() == Asked.ANYTHING ? "ok" : Boolean.toString(isWritten);
            history.complete(asked.number(), result, nowNs);
        }
    }

    /** Judges the whole history. */
    void atEnd() {
        if (jury.includes(Jury.LINEARIZABILITY)
                && new Linearizability().check(new RegisterModel(), history) instanceof Verdict.Violated violated) {
            throw new HistoryException("not linearizable", violated + simulation.where());
        }
    }
}
