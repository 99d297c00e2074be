package io.balsa.simulator;

import io.balsa.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, and what the client was told. It is <em>open</em> while the client waits; then it has an outcome, or it is
 * <em>lost</em>: its node died, or the client stopped waiting, and nothing will be told. A lost call may have happened, or may still
 * happen.
 */
public final class Operation {
    /** What was asked for. */
    public enum Kind {
        /** A command, through the log. */
        COMMAND,
        /** A linearizable read. */
        QUERY
    }

    private final long id;
    private final SimClient client;
    private final long sequence;
    private final Kind kind;
    private final byte[] payload;
    private final int nodeId;
    private final long invokedNs;
    private long endedNs = Long.MAX_VALUE;
    private @Nullable Outcome outcome;
    private boolean isAbandoned;

    Operation(long id, SimClient client, Request request, int nodeId, long invokedNs) {
        this.id = id;
        this.client = client;
        this.sequence = request.sequence();
        this.kind = request.kind();
        this.payload = request.payload();
        this.nodeId = nodeId;
        this.invokedNs = invokedNs;
    }

    /** What a client asks for. */
    record Request(Kind kind, long sequence, byte[] payload) {}

    /** From 1, in the order of invocation over all clients. */
    public long id() {
        return id;
    }

    public SimClient client() {
        return client;
    }

    /** Number within the client; equal for a command that is tried again. */
    public long sequence() {
        return sequence;
    }

    public Kind kind() {
        return kind;
    }

    /** The command or the query; not a copy. */
    public byte[] payload() {
        return payload;
    }

    /** Node in whose process the client was; 0 for a remote one. */
    public int nodeId() {
        return nodeId;
    }

    /** Virtual time of the call. */
    public long invokedNs() {
        return invokedNs;
    }

    /** Virtual time when the client learned the outcome or gave up; {@link Long#MAX_VALUE} before. */
    public long endedNs() {
        return endedNs;
    }

    /**
     * What the client was told, but for the term, which is 0. Null while it is open, and for ever when it is lost: nobody was
     * there to be told, which is not {@link Outcome.Unknown}, an answer. {@link #requireOutcome} throws instead.
     */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /**
     * What the client was told, as {@link #outcome}.
     *
     * @throws IllegalStateException while it is open, and when it is lost; the message says which, and what to do
     */
    public Outcome requireOutcome() {
        if (outcome == null) {
            throw new IllegalStateException(
                    isOpen()
                            ? this + " has no outcome yet: let time pass, with Simulation.await or advance"
                            : this
                                    + " is lost, so nobody was told an outcome: its node died or the client stopped"
                                    + " waiting; it may have happened, ask isUnknown() first");
        }
        return outcome;
    }

    /** Whether the client still waits. */
    public boolean isOpen() {
        return outcome == null && !isAbandoned;
    }

    /** Whether the client will never be told, because its node died or it stopped waiting. */
    public boolean isLost() {
        return outcome == null && isAbandoned;
    }

    /** Whether the client was told that it was applied. */
    public boolean isApplied() {
        return outcome instanceof Outcome.Applied;
    }

    /** Whether nobody can say if it happened or will: open, lost, or answered so. */
    public boolean isUnknown() {
        return outcome == null || outcome instanceof Outcome.Unknown;
    }

    /**
     * The result.
     *
     * @throws io.balsa.api.OutcomeException when it is known not to be applied
     * @throws IllegalStateException while it is open, and when it is lost, as by {@link #requireOutcome}
     */
    public byte[] result() {
        return requireOutcome().asBytes();
    }

    void resolve(Outcome told, long nowNs) {
        outcome = told;
        endedNs = Math.min(endedNs, nowNs);
    }

    void abandon(long nowNs) {
        isAbandoned = true;
        endedNs = Math.min(endedNs, nowNs);
    }

    @Override
    public String toString() {
        return "operation " + id + " (" + kind + " " + sequence + " of client " + client.id() + " at node " + nodeId
                + ")";
    }
}
