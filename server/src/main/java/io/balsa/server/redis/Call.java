package io.balsa.server.redis;

import io.balsa.api.Reason;
import io.balsa.server.Replicated;
import io.balsa.server.kv.RequestEncoder;
import io.balsa.server.resp.Arguments;
import io.balsa.server.resp.ReplyWriter;
import java.util.concurrent.locks.LockSupport;

/**
 * One command being carried out: its arguments, and the ways to answer. A command calls exactly one of {@link #write},
 * {@link #read} and {@link #readApart}, after filling {@link #request}, or writes its answer into {@link #reply}. Reused by its
 * connection's reader.
 */
final class Call {
    private static final long SHORTEST_WAIT_NS = 50_000;
    private static final long LONGEST_WAIT_NS = 5_000_000;

    final Node node;
    final Session session;
    final Arguments arguments;
    private final ReplyQueue queue;
    private final RequestEncoder request = new RequestEncoder();
    private final ReplyWriter reply = new ReplyWriter();
    private boolean leaving;

    Call(Node node, Session session, Arguments arguments, ReplyQueue queue) {
        this.node = node;
        this.session = session;
        this.arguments = arguments;
        this.queue = queue;
    }

    /** Starts a request to the store. */
    RequestEncoder request(byte operation) {
        return request.begin(operation);
    }

    /** Appends argument {@code i} to the request. */
    Call with(int i) {
        request.putBlob(arguments.bytes(), arguments.offset(i), arguments.length(i));
        return this;
    }

    /** Appends all arguments from {@code from} on to the request, as a list of elements of so many each. */
    Call withList(int from, int perElement) {
        request.putVarint((arguments.count() - from) / perElement);
        for (int i = from; i < arguments.count(); i++) {
            with(i);
        }
        return this;
    }

    /** Where the reader answers by itself. */
    ReplyWriter reply() {
        return reply.version(session.version);
    }

    void error(String text) {
        reply().error(text);
    }

    /** The connection ends after this answer. */
    void leave() {
        leaving = true;
    }

    /** Submits the request to the log. */
    void write(Shape shape) {
        submit(Reply.Kind.WRITE, shape);
    }

    /**
     * Asks the store; through the log while writes of this connection are under way, so that the read sees them and later
     * writes need not wait for it. For reads that cost little: every replica would carry it out.
     */
    void read(Shape shape) {
        submit(queue.hasLoggedUnderWay() ? Reply.Kind.LOGGED_READ : Reply.Kind.QUERY, shape);
    }

    /** Asks the store, never through the log: waits for this connection's writes first. */
    void readApart(Shape shape) {
        submit(Reply.Kind.QUERY, shape);
    }

    /** Hands over what the reader answered by itself. @return whether the connection goes on */
    boolean finish() {
        if (reply.length() > 0) {
            queue.addLocal(reply.toByteArray(), leaving);
            reply.clear();
        }
        return !leaving;
    }

    private void submit(Reply.Kind kind, Shape shape) {
        Reply pending = queue.add(kind, shape, session.version);
        if (offer(pending)) {
            return;
        }
        long deadlineNs = System.nanoTime() + node.config().busyTimeoutNs();
        long waitNs = SHORTEST_WAIT_NS;
        do {
            LockSupport.parkNanos(waitNs);
            waitNs = Math.min(2 * waitNs, LONGEST_WAIT_NS);
            if (offer(pending)) {
                return;
            }
        } while (System.nanoTime() - deadlineNs < 0 && !queue.isAbandoned());
        pending.onNotAppended(0, Reason.BUSY);
    }

    private boolean offer(Reply pending) {
        Replicated replicated = node.replicated();
        return pending.kind.isLogged()
                ? replicated.submit(request.buffer(), 0, request.length(), 0, pending)
                : replicated.query(request.buffer(), 0, request.length(), 0, pending);
    }
}
