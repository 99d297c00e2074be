package io.balsa;

import static io.balsa.node.CallForms.QUERY;
import static io.balsa.node.CallForms.SUBMIT;

import io.balsa.api.Membership;
import io.balsa.api.NodeStatus;
import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.RaftListener;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.config.ClusterConfig;
import io.balsa.node.Clocks;
import io.balsa.node.Counters;
import io.balsa.node.JvmFlags;
import io.balsa.node.ListenerThread;
import io.balsa.node.LoopSetup;
import io.balsa.node.NodeThreads;
import io.balsa.node.RoleLog;
import io.balsa.spi.Journal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
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
 * not wait for itself: to them {@link #submitAndWait}, {@link #queryAndWait}, {@link #status}, {@link #awaitStop}, and
 * {@code get} and {@code join} of a future that is not complete, throw {@link IllegalStateException}, and {@link #close}
 * returns at once.
 */
public final class RaftNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RaftNode.class.getName());

    private final NodeThreads threads;

    private RaftNode(NodeThreads threads) {
        this.threads = threads;
    }

    /**
     * Begins to make a node.
     *
     * @throws IllegalStateException when flags of the JVM are missing; it names each, before anything else can fail for want
     *     of it
     */
    public static Builder builder(BalsaConfig config) {
        JvmFlags.checkForNode();
        return new Builder(config);
    }

    /**
     * Replicates a command and applies it, with the patience of {@code balsa.limits.submit-timeout}.
     *
     * @param command not kept; at most {@code balsa.limits.max-command-length} bytes
     * @return completed with the outcome, never exceptionally; refusals are outcomes too
     */
    public CompletableFuture<Outcome> submit(byte[] command) {
        return submit(new UnsafeBuffer(command), 0, command.length);
    }

    /** As {@link #submit(byte[])}. The buffer may be used again at once. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length) {
        return threads.calls().call(SUBMIT, command, offset, length);
    }

    /** As {@link #submit(byte[])}. @param timeout patience of this call, from now on */
    public CompletableFuture<Outcome> submit(byte[] command, Duration timeout) {
        return submit(new UnsafeBuffer(command), 0, command.length, timeout);
    }

    /** As {@link #submit(byte[], Duration)}. The buffer may be used again at once. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length, Duration timeout) {
        return threads.calls().call(SUBMIT, command, offset, length, timeout.toNanos());
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
        return threads.calls().callAndWait(SUBMIT, command, offset, length, timeout.toNanos());
    }

    /**
     * As {@link #submit(byte[])}, without allocation: the handler is called on the loop, once, and must return quickly. Once the
     * node is closed it may be called by the present thread, before this returns.
     *
     * @param command       may be used again at once
     * @param correlationId handed to the handler, of no meaning to the node
     * @return false when refused because the queue is full: then the handler is not called
     * @throws IllegalArgumentException when the command is longer than {@code balsa.limits.max-command-length}
     */
    public boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler) {
        return threads.calls().call(SUBMIT, command, offset, length, correlationId, handler);
    }

    /** As {@link #submit(DirectBuffer, int, int, long, OutcomeHandler)}. @param timeout patience of this call, from now on */
    public boolean submit(
            DirectBuffer command,
            int offset,
            int length,
            Duration timeout,
            long correlationId,
            OutcomeHandler handler) {
        return threads.calls().call(SUBMIT, command, offset, length, timeout.toNanos(), correlationId, handler);
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
        return threads.calls().call(QUERY, query, offset, length);
    }

    /** As {@link #query(byte[])}. @param timeout patience of this call, from now on */
    public CompletableFuture<Outcome> query(byte[] query, Duration timeout) {
        return query(new UnsafeBuffer(query), 0, query.length, timeout);
    }

    /** As {@link #query(byte[], Duration)}. The buffer may be used again at once. */
    public CompletableFuture<Outcome> query(DirectBuffer query, int offset, int length, Duration timeout) {
        return threads.calls().call(QUERY, query, offset, length, timeout.toNanos());
    }

    /** As {@link #query(byte[])}, and blocks as {@link #submitAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(byte[] query, Duration timeout) {
        return queryAndWait(new UnsafeBuffer(query), 0, query.length, timeout);
    }

    /** As {@link #queryAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(DirectBuffer query, int offset, int length, Duration timeout) {
        return threads.calls().callAndWait(QUERY, query, offset, length, timeout.toNanos());
    }

    /** As {@link #query(byte[])}, with a handler as {@link #submit(DirectBuffer, int, int, long, OutcomeHandler)}. */
    public boolean query(DirectBuffer query, int offset, int length, long correlationId, OutcomeHandler handler) {
        return threads.calls().call(QUERY, query, offset, length, correlationId, handler);
    }

    /** As {@link #query(DirectBuffer, int, int, long, OutcomeHandler)}. @param timeout patience of this call, from now on */
    public boolean query(
            DirectBuffer query, int offset, int length, Duration timeout, long correlationId, OutcomeHandler handler) {
        return threads.calls().call(QUERY, query, offset, length, timeout.toNanos(), correlationId, handler);
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

    /** Collects the parts of a node and starts it. Not thread safe. */
    public static final class Builder {
        private final BalsaConfig config;
        private @Nullable BiFunction<NodeIdentity, BalsaConfig, ? extends Journal> journal;
        private @Nullable BiFunction<NodeIdentity, BalsaConfig, ? extends Transport> transport;
        private @Nullable StateMachine stateMachine;
        private RaftListener listener = new RaftListener() {};

        private Builder(BalsaConfig config) {
            this.config = config;
        }

        /** Opens the journal; {@code ChronicleJournal::open}. Required. */
        public Builder journal(BiFunction<NodeIdentity, BalsaConfig, ? extends Journal> opener) {
            journal = opener;
            return this;
        }

        /** Opens the transport; {@code AeronTransport::open}. Required. */
        public Builder transport(BiFunction<NodeIdentity, BalsaConfig, ? extends Transport> opener) {
            transport = opener;
            return this;
        }

        /** The replicated service. Required. The node alone calls it from now on. */
        public Builder stateMachine(StateMachine service) {
            stateMachine = service;
            return this;
        }

        /** Hears what happens to the node, on a virtual thread of its own. Changes of role are logged anyway. */
        public Builder listener(RaftListener events) {
            listener = events;
            return this;
        }

        /**
         * Opens journal and transport and starts the node. Returns at once: the node joins its cluster by itself, and calls wait.
         *
         * @throws IllegalStateException when a required part is missing
         * @throws RuntimeException      when journal or transport cannot be opened; nothing is left open
         */
        public RaftNode start() {
            StateMachine service = required(stateMachine, "stateMachine");
            var openJournal = required(journal, "journal");
            var openTransport = required(transport, "transport");
            ClusterConfig cluster = config.cluster();
            NodeIdentity identity = new NodeIdentity(cluster.name(), cluster.groupId(), cluster.nodeId());
            Journal opened = openJournal.apply(identity, config);
            try {
                Transport connected = openTransport.apply(identity, config);
                try {
                    return start(identity, opened, connected, service);
                } catch (RuntimeException | Error e) {
                    connected.close();
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        }

        private RaftNode start(NodeIdentity identity, Journal opened, Transport connected, StateMachine service) {
            ListenerThread events = new ListenerThread(
                    new RoleLog(identity, listener),
                    Thread.ofVirtual()
                            .name("balsa-listener-" + identity.nodeId())
                            .factory(),
                    config.limits().backlogs().maxListenerEvents());
            Membership initial = config.cluster().initialMembers();
            LoopSetup setup = new LoopSetup(
                    identity,
                    initial,
                    config.raft(),
                    config.limits(),
                    opened,
                    connected,
                    service,
                    events,
                    Clocks.ofSystem());
            NodeThreads threads = new NodeThreads(
                    setup, config.loop().idleAtMost(config.raft().heartbeatIntervalNs() / 4), events);
            Membership inForce = threads.status().membership();
            if (!inForce.equals(initial)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "balsa.cluster.members does not count any more: the journal of node {0} says {1}, the file {2}",
                        identity.nodeId(),
                        inForce,
                        initial);
            }
            threads.start();
            return new RaftNode(threads);
        }

        private static <T> T required(@Nullable T part, String name) {
            if (part == null) {
                throw new IllegalStateException(
                        "a node needs its " + name + ": call RaftNode.builder(...)." + name + "(...)");
            }
            return part;
        }
    }
}
