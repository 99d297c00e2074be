package io.balsa.simulator;

import io.balsa.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, and what the client was told: nothing yet, an outcome, or never anything because its node died or it
 * stopped waiting. Then it may have happened, or may still happen.
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

    /** Node that was asked. */
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

    /** What the client was told, but for the term, which is 0; null for nothing. */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** Whether the client still waits. */
    public boolean isOpen() {
        return outcome == null && !isAbandoned;
    }

    /** Whether the client was told that it was applied. */
    public boolean isApplied() {
        return outcome instanceof Outcome.Applied;
    }

    /** Whether nobody can say if it happened or will: not answered, given up, or answered so. */
    public boolean isUnknown() {
        return outcome == null || outcome instanceof Outcome.Unknown;
    }

    /**
     * The result.
     *
     * @throws io.balsa.api.OutcomeException when it is known not to be applied
     * @throws IllegalStateException while nothing is known
     */
    public byte[] result() {
        if (outcome == null) {
            throw new IllegalStateException(this + " has no outcome");
        }
        return outcome.asBytes();
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
