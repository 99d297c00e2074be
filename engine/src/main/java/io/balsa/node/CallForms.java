package io.balsa.node;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/** The three forms of {@code submit} and {@code query}. Any thread. */
public final class CallForms {
    private final Ingress ingress;
    private final BlockingCalls blocking;

    public CallForms(Loop loop, NanoClock clock) {
        this.ingress = loop.ingress();
        this.blocking = new BlockingCalls(ingress, loop.parts().slots, clock);
    }

    /** See {@code RaftNode}. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length) {
        return ingress.call(Ingress.SUBMIT, command, offset, length);
    }

    /** See {@code RaftNode}. */
    public boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler) {
        return ingress.call(Ingress.SUBMIT, command, offset, length, correlationId, handler);
    }

    /** See {@code RaftNode}. */
    public Outcome submitAndWait(DirectBuffer command, int offset, int length, long timeoutNs) {
        return blocking.call(Ingress.SUBMIT, command, offset, length, timeoutNs);
    }

    /** See {@code RaftNode}. */
    public CompletableFuture<Outcome> query(DirectBuffer query, int offset, int length) {
        return ingress.call(Ingress.QUERY, query, offset, length);
    }

    /** See {@code RaftNode}. */
    public boolean query(DirectBuffer query, int offset, int length, long correlationId, OutcomeHandler handler) {
        return ingress.call(Ingress.QUERY, query, offset, length, correlationId, handler);
    }

    /** See {@code RaftNode}. */
    public Outcome queryAndWait(DirectBuffer query, int offset, int length, long timeoutNs) {
        return blocking.call(Ingress.QUERY, query, offset, length, timeoutNs);
    }
}
