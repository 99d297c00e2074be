package io.balsa.simulator;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who submits commands and queries, and remembers every one of them: in a node's process, or remote, over the network
 * to whichever node leads. When the process dies, what was open is lost, and stays unknown for ever.
 */
public final class SimClient implements OutcomeHandler {
    /** A handler is not told the term. */
    private static final long TERM_UNTOLD = 0;

    private final Simulation simulation;
    private final long id;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation> open = new ArrayList<>();
    private Caller caller;
    private long lastSequence;

    SimClient(Simulation simulation, long id, Caller caller) {
        this.simulation = simulation;
        this.id = id;
        this.caller = caller;
    }

    /** From 1. */
    public long id() {
        return id;
    }

    /** Node in whose process it is; 0 for a remote one. */
    public int nodeId() {
        return caller.nodeId();
    }

    /** Whether it is in a process of its own. */
    public boolean isRemote() {
        return caller.nodeId() == 0;
    }

    /** Submits in a node's process from now on; what is open stays where it is. */
    public SimClient moveTo(Node node) {
        caller = node.caller();
        return this;
    }

    /** Submits a command with the next sequence number. A node that is down or full, or takes none so long, refuses at once. */
    public Operation propose(byte[] command) {
        return propose(lastSequence + 1, command);
    }

    /**
     * Submits a command with a sequence number of the author's choice, which stands in stories and in {@link Operation#sequence}
     * and nowhere else: the engine has no sessions yet that would know a command again.
     */
    public Operation propose(long sequence, byte[] command) {
        lastSequence = Math.max(lastSequence, sequence);
        return call(new Operation.Request(Operation.Kind.COMMAND, sequence, command));
    }

    /**
     * Submits once more, perhaps to another node, under the same sequence number; what became of the first try stays open. To the
     * engine it is another command: both may be applied.
     */
    public Operation retry(Operation earlier) {
        return call(new Operation.Request(earlier.kind(), earlier.sequence(), earlier.payload()));
    }

    /** Asks for a linearizable read. */
    public Operation query(byte[] query) {
        return call(new Operation.Request(Operation.Kind.QUERY, ++lastSequence, query));
    }

    /** Stops waiting. What was asked for may happen all the same. */
    public void cancel(Operation operation) {
        if (operation.isOpen()) {
            operation.abandon(simulation.nowNs());
            open.remove(operation);
            simulation.onEnded(operation);
        }
    }

    /** Every operation so far, in the order of invocation. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Operations without an outcome for which it still waits. */
    public List<Operation> open() {
        return List.copyOf(open);
    }

    private Operation call(Operation.Request request) {
        Operation operation =
                new Operation(simulation.nextOperationId(), this, request, caller.nodeId(), simulation.nowNs());
        operations.add(operation);
        open.add(operation);
        simulation.onInvoked(operation);
        Reason refusal = refusal(operation);
        if (refusal != null) {
            onNotAppended(operation.id(), refusal);
        }
        return operation;
    }

    private @Nullable Reason refusal(Operation operation) {
        try {
            return caller.call(operation) ? null : caller.isUp() ? Reason.BUSY : Reason.CLOSED;
        } catch (IllegalArgumentException tooLong) {
            // This form of a call throws where the others answer; to a client they are the same.
            return Reason.TOO_LARGE;
        }
    }

    /** A node died, and with it whoever was to be told. */
    void onDeath(Node dead) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).nodeId() == dead.id()) {
                Operation operation = open.remove(i);
                operation.abandon(simulation.nowNs());
                simulation.onEnded(operation);
            }
        }
    }

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        Operation operation = take(correlationId);
        if (operation != null) {
            byte[] copy = new byte[length];
            result.getBytes(offset, copy);
            end(operation, new Outcome.Applied(index, TERM_UNTOLD, copy));
        }
    }

    @Override
    public void onNotAppended(long correlationId, Reason reason) {
        Operation operation = take(correlationId);
        if (operation != null) {
            end(operation, new Outcome.NotAppended(reason));
        }
    }

    @Override
    public void onUnknown(long correlationId, Reason reason) {
        Operation operation = take(correlationId);
        if (operation != null) {
            end(operation, new Outcome.Unknown(reason));
        }
    }

    /** The open operation of that id; null when it was cancelled. */
    private @Nullable Operation take(long operationId) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).id() == operationId) {
                return open.remove(i);
            }
        }
        return null;
    }

    private void end(Operation operation, Outcome outcome) {
        operation.resolve(outcome, simulation.nowNs());
        simulation.onEnded(operation);
    }
}
