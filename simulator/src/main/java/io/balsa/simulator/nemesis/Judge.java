package io.balsa.simulator.nemesis;

import io.balsa.api.Command;
import io.balsa.api.Outcome;
import io.balsa.api.Reason;
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
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Makes the calls of all clients and judges what they are told: at once with the {@link Oracle}, and at the end all of it with
 * {@link Linearizability}, to which it proposes the order of the log. No value is written twice; each attempt of a {@link Call}
 * is an operation of the history.
 */
final class Judge implements StepObserver, NodeObserver {
    /** Of the search, for each key: a part of a second. Nearly all histories need some thousands. */
    private static final long MOST_STEPS = 200_000;

    private final Simulation simulation;
    private final Jury jury;
    private final int maxLength;
    private final Oracle oracle;
    private final History history = new History();
    private final Long2ObjectHashMap<Call> open = new Long2ObjectHashMap<>();
    /** By what they write. */
    private final Long2ObjectHashMap<Call> writes = new Long2ObjectHashMap<>();

    private long lastSerial;
    /** Up to here some node applied every command. */
    private long applied;

    Judge(Simulation simulation, Jury jury) {
        this.simulation = simulation;
        this.jury = jury;
        this.maxLength = simulation.options().node().limits().maxCommandLength();
        this.oracle = new Oracle(anomaly -> {
            if (jury.includes(Jury.ORACLE)) {
                throw impossible(anomaly.kind().name(), anomaly.toString());
            }
        });
        simulation.observe((StepObserver) this);
        simulation.observe((NodeObserver) this);
    }

    private HistoryException impossible(String what, String text) {
        return new HistoryException(what, text + "; " + simulation.where());
    }

    Operation write(SimClient client, int key) {
        return begin(client, new Call.Wish(Call.Kind.WRITE, key, Registers.LONG_LENGTH))
                .operation();
    }

    Operation read(SimClient client, int key) {
        return begin(client, new Call.Wish(Call.Kind.READ, key, Long.BYTES)).operation();
    }

    /** A first attempt. A compare-and-set expects what was written last, by anybody, as far as clients can tell. */
    Call begin(SimClient client, Call.Wish wish) {
        long expected = wish.kind() == Call.Kind.COMPARE_AND_SET ? lastSerial : Call.ANYTHING;
        Oracle.Write write = null;
        if (!wish.kind().isRead()) {
            write = oracle.write(number(client), wish.key());
            lastSerial = write.serial();
        }
        Call call = new Call(client, wish, write, expected);
        if (write != null) {
            writes.put(write.serial(), call);
        }
        attempt(call);
        return call;
    }

    /** One more attempt, perhaps through another node, of a call that was refused. */
    Call again(Call call) {
        Oracle.Write write = call.write();
        if (write != null) {
            write.again();
        }
        attempt(call);
        return call;
    }

    private void attempt(Call call) {
        int client = number(call.client());
        int key = call.wish().key();
        Oracle.Read read = call.wish().kind().isRead() ? oracle.read(client, key, Oracle.Promise.LINEARIZABLE) : null;
        Operation operation = call.attempt(read);
        call.number(history.invoke(client, "register" + key, call.inWords(), operation.invokedNs()));
        open.put(operation.id(), call);
    }

    private static int number(SimClient client) {
        return (int) client.id();
    }

    @Override
    public void onApply(Node node, Command command) {
        long serial = Registers.written(command);
        if (serial != 0) {
            oracle.applied(serial, command.index());
        }
        if (command.index() > applied) {
            applied = command.index();
            place(command);
        }
    }

    private void place(Command command) {
        Call call = writes.get(Registers.writtenIfExpected(command));
        if (call != null) {
            history.place(call.number(), placeOf(command.index()));
        }
    }

    /** Of a command in the history. */
    private static long placeOf(long index) {
        return 2 * index;
    }

    /** A query sees the last command that its answer reflects. */
    private static long placeBehind(long index) {
        return placeOf(index) + 1;
    }

    @Override
    public void afterStep(Simulation same, Step step) {
        for (int i = 0; i < step.ended().size(); i++) {
            Operation operation = step.ended().get(i);
            Call call = open.remove(operation.id());
            if (call != null) {
                end(operation, call);
            }
        }
    }

    @Override
    public boolean skipsQuietSteps() {
        return true;
    }

    private void end(Operation operation, Call call) {
        requireRefusedIfTooLong(operation, call);
        if (operation.outcome() instanceof Outcome.Applied applied) {
            complete(call, applied, operation.endedNs());
        } else if (operation.outcome() instanceof Outcome.NotAppended) {
            history.refuse(call.number(), operation.endedNs());
            Oracle.Write write = call.write();
            if (write != null) {
                write.refused();
            }
        }
    }

    /** By a node that is up, or by the client: one that is down does not look at it. */
    private void requireRefusedIfTooLong(Operation operation, Call call) {
        boolean isTooLong = call.length() > maxLength;
        boolean isRefusedAsSuch =
                operation.outcome() instanceof Outcome.NotAppended refused && refused.reason() == Reason.TOO_LARGE;
        boolean isOfNoNode =
                operation.outcome() instanceof Outcome.NotAppended refused && refused.reason() == Reason.CLOSED;
        if (isTooLong ? !isRefusedAsSuch && !isOfNoNode : isRefusedAsSuch) {
            throw impossible(
                    "length misjudged",
                    operation + " of " + call.length() + " bytes, limit " + maxLength + ": " + operation.outcome());
        }
    }

    private void complete(Call call, Outcome.Applied applied, long nowNs) {
        long value = Registers.value(applied.result());
        Oracle.Read read = call.read();
        Oracle.Write write = call.write();
        if (read != null) {
            read.returned(value, Registers.index(applied.result()));
        } else if (write != null && call.expects(value)) {
            write.acknowledged(applied.index());
        } else if (write != null) {
            write.refused();
        }
        boolean isQuery = call.wish().kind() == Call.Kind.READ;
        history.place(call.number(), isQuery ? placeBehind(applied.index()) : placeOf(applied.index()));
        history.complete(call.number(), call.answer(value), nowNs);
    }

    /** All that clients asked so far, and what they were told. */
    History history() {
        return history;
    }

    /** Judges the whole history. @return false when that took more steps than it may, which is no verdict */
    boolean atEnd() {
        if (!jury.includes(Jury.LINEARIZABILITY)) {
            return true;
        }
        Verdict verdict = new Linearizability(MOST_STEPS, () -> false).check(new RegisterModel(), history);
        if (verdict instanceof Verdict.Violated violated) {
            throw impossible("not linearizable", violated.toString());
        }
        return verdict instanceof Verdict.Linearizable;
    }
}
