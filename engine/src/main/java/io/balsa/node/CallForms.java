package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/** The three forms of a call, to a node and to a client; see {@code RaftNode}. Any thread. */
public final class CallForms {
    /** A call for a command. */
    public static final int SUBMIT = Ingress.SUBMIT;
    /** A call for a linearizable query. */
    public static final int QUERY = Ingress.QUERY;

    private final Ingress ingress;
    private final BlockingCalls blocking;

    public CallForms(Loop loop, NanoClock clock) {
        this(loop.ingress(), loop.parts().slots, clock);
    }

    CallForms(Ingress ingress, CallSlots slots, NanoClock clock) {
        this.ingress = ingress;
        this.blocking = new BlockingCalls(ingress, slots, clock);
    }

    /** The outcome as a future, with the patience of a call that does not name its own. */
    public CompletableFuture<Outcome> call(int kind, DirectBuffer payload, int offset, int length) {
        return call(kind, payload, offset, length, ingress.usualTimeoutNs());
    }

    /** The outcome as a future, completed off the loop. */
    public CompletableFuture<Outcome> call(int kind, DirectBuffer payload, int offset, int length, long timeoutNs) {
        return ingress.call(kind, payload, offset, length, timeoutNs);
    }

    /** The outcome by a handler, with the patience of a call that does not name its own. */
    public boolean call(
            int kind, DirectBuffer payload, int offset, int length, long correlationId, OutcomeHandler handler) {
        return call(kind, payload, offset, length, ingress.usualTimeoutNs(), correlationId, handler);
    }

    /** The outcome by a handler, called on the loop. @return false when there is no room: it will not be called */
    public boolean call(
            int kind,
            DirectBuffer payload,
            int offset,
            int length,
            long timeoutNs,
            long correlationId,
            OutcomeHandler handler) {
        return ingress.call(kind, payload, offset, length, timeoutNs, correlationId, handler);
    }

    /** The outcome by the waiting thread. */
    public Outcome callAndWait(int kind, DirectBuffer payload, int offset, int length, long timeoutNs) {
        return blocking.call(kind, payload, offset, length, timeoutNs);
    }
}
