package io.balsa;

import io.balsa.api.NodeStatus;
import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.config.BalsaConfig;
import io.balsa.node.Counters;
import io.balsa.node.NodeThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One member of a cluster, embedded in this process.
 *
 * <p>{@code submit} and {@code query} work on any member: one that does not lead passes on to the one that does, and while
 * there is none the call waits, within its patience. Every call ends with exactly one {@link Outcome}. Three forms, one path:
 * a future, completed on a virtual thread; a blocking call, best made on a virtual thread; and a callback on the node's loop,
 * which allocates nothing.
 *
 * <p>All methods may be called by any thread. A state machine and an {@link OutcomeHandler} run on the node's loop, which must
 * not wait for itself: to them {@link #submitAndWait}, {@link #queryAndWait}, {@link #status} and {@link #awaitStop} throw
 * {@link IllegalStateException}, and {@link #close} returns at once.
 */
public final class RaftNode implements AutoCloseable {
    private final NodeThreads threads;

    RaftNode(NodeThreads threads) {
        this.threads = threads;
    }

    /** Begins to make a node. */
    public static RaftNodeBuilder builder(BalsaConfig config) {
        return new RaftNodeBuilder(config);
    }

    /**
     * Replicates a command and applies it.
     *
     * @param command not kept; at most {@code balsa.limits.max-command-length} bytes
     * @return completed with the outcome, never exceptionally; refusals are outcomes too. Patience is
     *     {@code balsa.limits.submit-timeout}
     */
    public CompletableFuture<Outcome> submit(byte[] command) {
        return submit(new UnsafeBuffer(command), 0, command.length);
    }

    /** As {@link #submit(byte[])}. The buffer may be used again at once. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length) {
        return threads.calls().submit(command, offset, length);
    }

    /**
     * As {@link #submit(byte[])}, and blocks until the outcome is known. When the node is busy, waits for room as long as the
     * timeout allows. An interrupt ends the waiting as the timeout does and leaves the thread interrupted.
     *
     * @param timeout patience of this call, the time for a place in the queue included
     */
    public Outcome submitAndWait(byte[] command, Duration timeout) {
        return submitAndWait(new UnsafeBuffer(command), 0, command.length, timeout);
    }

    /** As {@link #submitAndWait(byte[], Duration)}. */
    public Outcome submitAndWait(DirectBuffer command, int offset, int length, Duration timeout) {
        return threads.calls().submitAndWait(command, offset, length, timeout.toNanos());
    }

    /**
     * As {@link #submit(byte[])}, without allocation: the handler is called on the loop, once, and must return quickly.
     *
     * @param command       may be used again at once
     * @param correlationId handed to the handler, of no meaning to the node
     * @return false when refused because the queue is full or the node is closed: then the handler is not called
     * @throws IllegalArgumentException when the command is longer than {@code balsa.limits.max-command-length}
     */
    public boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler) {
        return threads.calls().submit(command, offset, length, correlationId, handler);
    }

    /**
     * Reads, linearizably: the answer reflects every command whose outcome was known before this call began, anywhere. Changes
     * nothing, and never goes through the log.
     *
     * @param query as {@code StateMachine.query} understands it; not kept; at most {@code balsa.limits.max-command-length} bytes
     * @return as {@link #submit(byte[])}
     */
    public CompletableFuture<Outcome> query(byte[] query) {
        return query(new UnsafeBuffer(query), 0, query.length);
    }

    /** As {@link #query(byte[])}. The buffer may be used again at once. */
    public CompletableFuture<Outcome> query(DirectBuffer query, int offset, int length) {
        return threads.calls().query(query, offset, length);
    }

    /** As {@link #query(byte[])}, and blocks as {@link #submitAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(byte[] query, Duration timeout) {
        return queryAndWait(new UnsafeBuffer(query), 0, query.length, timeout);
    }

    /** As {@link #queryAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(DirectBuffer query, int offset, int length, Duration timeout) {
        return threads.calls().queryAndWait(query, offset, length, timeout.toNanos());
    }

    /** As {@link #query(byte[])}, with a handler as {@link #submit(DirectBuffer, int, int, long, OutcomeHandler)}. */
    public boolean query(DirectBuffer query, int offset, int length, long correlationId, OutcomeHandler handler) {
        return threads.calls().query(query, offset, length, correlationId, handler);
    }

    /** A consistent picture of this node, taken during the call; once it has stopped, the last one. */
    public NodeStatus status() {
        return threads.status();
    }

    /** Numbers about this node, readable at any time. */
    public Counters counters() {
        return threads.counters();
    }

    /** Blocks until the node has stopped. @return what made it stop, or null when it was closed */
    public @Nullable Throwable awaitStop() throws InterruptedException {
        return threads.awaitStop();
    }

    /** Whether the node has stopped, closed or not. */
    public boolean isStopped() {
        return threads.isStopped();
    }

    /**
     * Stops the node: takes no more calls, gives those under way up to {@code balsa.limits.close-timeout} to end, tells the rest
     * what is known of them, says goodbye to clients, and closes journal and transport. Returns when that is done, or after a few
     * of these timeouts when something hangs. Idempotent; safe in a shutdown hook.
     */
    @Override
    public void close() {
        threads.close();
    }
}
