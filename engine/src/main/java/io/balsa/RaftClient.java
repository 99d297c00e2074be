package io.balsa;

import static io.balsa.node.CallForms.QUERY;
import static io.balsa.node.CallForms.SUBMIT;

import io.balsa.api.Outcome;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.client.Client;
import io.balsa.client.ClientSettings;
import io.balsa.config.LimitsConfig;
import io.balsa.config.LoopConfig;
import io.balsa.node.CallForms;
import io.balsa.node.JvmFlags;
import io.balsa.spi.ClientTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a cluster from another process: finds the leader, keeps one link to it, sends what all threads submit in one frame
 * a turn, and goes to another node when this one fails. Three forms of each call, one path; every method may be called by any
 * thread. An {@link OutcomeHandler} runs on the client's loop, which must not wait for itself: to it the blocking forms, and
 * {@code get} and {@code join} of a future that is not complete, throw {@link IllegalStateException}.
 *
 * <p>A command that certainly was not appended, because a node refused it or it never left, is tried again with another node
 * until its deadline. One that left over a link that was lost is {@link Outcome.Unknown}, with {@link Reason#LEADER_LOST}: it
 * is never sent twice. Queries change nothing, and are asked again. A full queue is told at once, never waited for, but by the
 * blocking form.
 */
public final class RaftClient implements AutoCloseable {
    private final Client client;
    private final CallForms forms;

    private RaftClient(Client client) {
        this.client = client;
        this.forms = client.desk().forms();
    }

    /**
     * Begins to describe a client.
     *
     * @param addresses {@code host:port} of at least one member; the others are learned
     * @throws IllegalStateException when flags of the JVM are missing; it names each
     */
    public static Builder builder(List<String> addresses) {
        JvmFlags.checkForClient();
        return new Builder(addresses);
    }

    /** Submits a command. The outcome comes on a virtual thread, where whatever is chained to it may block. */
    public CompletableFuture<Outcome> submit(byte[] command) {
        return submit(new UnsafeBuffer(command), 0, command.length);
    }

    /** As {@link #submit(byte[])}; the bytes are copied before this returns. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length) {
        return forms.call(SUBMIT, command, offset, length);
    }

    /** As {@link #submit(byte[])}. @param timeout patience of this call, from now on */
    public CompletableFuture<Outcome> submit(byte[] command, Duration timeout) {
        return submit(new UnsafeBuffer(command), 0, command.length, timeout);
    }

    /** As {@link #submit(byte[], Duration)}; the bytes are copied before this returns. */
    public CompletableFuture<Outcome> submit(DirectBuffer command, int offset, int length, Duration timeout) {
        return forms.call(SUBMIT, command, offset, length, timeout.toNanos());
    }

    /**
     * Submits a command and waits, best on a virtual thread. Waits for room, too, while queues are full.
     *
     * @param timeout patience; when it is over the outcome is {@link Reason#DEADLINE} or, if nobody could be asked,
     *     {@link Reason#NO_LEADER}
     */
    public Outcome submitAndWait(byte[] command, Duration timeout) {
        return submitAndWait(new UnsafeBuffer(command), 0, command.length, timeout);
    }

    /** As {@link #submitAndWait(byte[], Duration)}. */
    public Outcome submitAndWait(DirectBuffer command, int offset, int length, Duration timeout) {
        return forms.callAndWait(SUBMIT, command, offset, length, timeout.toNanos());
    }

    /**
     * Submits a command without allocating anything; the bytes are copied before this returns.
     *
     * @param correlationId passed on to the handler
     * @param handler       called once, on the client's loop; once the client is closed perhaps here, before this returns
     * @return false when a queue is full: the handler will not be called
     * @throws IllegalArgumentException when the command is longer than the limit
     */
    public boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler) {
        return forms.call(SUBMIT, command, offset, length, correlationId, handler);
    }

    /** As {@link #submit(DirectBuffer, int, int, long, OutcomeHandler)}. @param timeout patience of this call, from now on */
    public boolean submit(
            DirectBuffer command,
            int offset,
            int length,
            Duration timeout,
            long correlationId,
            OutcomeHandler handler) {
        return forms.call(SUBMIT, command, offset, length, timeout.toNanos(), correlationId, handler);
    }

    /** Asks a linearizable query. As {@link #submit(byte[])}. */
    public CompletableFuture<Outcome> query(byte[] query) {
        return query(new UnsafeBuffer(query), 0, query.length);
    }

    /** As {@link #query(byte[])}; the bytes are copied before this returns. */
    public CompletableFuture<Outcome> query(DirectBuffer query, int offset, int length) {
        return forms.call(QUERY, query, offset, length);
    }

    /** As {@link #query(byte[])}. @param timeout patience of this call, from now on */
    public CompletableFuture<Outcome> query(byte[] query, Duration timeout) {
        return query(new UnsafeBuffer(query), 0, query.length, timeout);
    }

    /** As {@link #query(byte[], Duration)}; the bytes are copied before this returns. */
    public CompletableFuture<Outcome> query(DirectBuffer query, int offset, int length, Duration timeout) {
        return forms.call(QUERY, query, offset, length, timeout.toNanos());
    }

    /** Asks a linearizable query and waits. As {@link #submitAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(byte[] query, Duration timeout) {
        return queryAndWait(new UnsafeBuffer(query), 0, query.length, timeout);
    }

    /** As {@link #queryAndWait(byte[], Duration)}. */
    public Outcome queryAndWait(DirectBuffer query, int offset, int length, Duration timeout) {
        return forms.callAndWait(QUERY, query, offset, length, timeout.toNanos());
    }

    /** Asks a linearizable query without allocating anything. As the same form of {@code submit}. */
    public boolean query(DirectBuffer query, int offset, int length, long correlationId, OutcomeHandler handler) {
        return forms.call(QUERY, query, offset, length, correlationId, handler);
    }

    /** As {@link #query(DirectBuffer, int, int, long, OutcomeHandler)}. @param timeout patience of this call, from now on */
    public boolean query(
            DirectBuffer query, int offset, int length, Duration timeout, long correlationId, OutcomeHandler handler) {
        return forms.call(QUERY, query, offset, length, timeout.toNanos(), correlationId, handler);
    }

    /**
     * Turns the loop of a client that was built with {@link Builder#polled}: hears the cluster, calls outcome handlers, sends
     * what was submitted. Call it again and again, always on the same thread; a client that is not polled for
     * {@link Builder#linkTimeouts} seems dead to its node.
     *
     * @return how much there was to do; 0 when nothing, and after {@link #close}
     * @throws IllegalStateException when the client has a thread of its own, on another thread than before, or in a handler
     * @throws RuntimeException      what made the client fail; it is closed then, and each call was told what is known of it
     */
    public int poll() {
        return client.poll();
    }

    /**
     * As {@link #poll()}, but where there is nothing to do this sleeps until something arrives, another thread places a call,
     * or the time is over, and looks once more. A caller that shares its processor with others leaves it to them so; one that
     * polls many times in vain before it sleeps hears an answer sooner. With a media driver that has threads of its own
     * ({@code balsa.transport.driver.mode}) nothing can tell of what arrives, and this does not sleep, nor does it in a thread
     * that is interrupted. Deadlines, and all that keeps the link alive, go on meanwhile.
     *
     * @param longest how long to wait, up to a millisecond more; zero not to
     */
    public int poll(Duration longest) {
        return client.poll(longest.toNanos());
    }

    /**
     * Ends the client: takes no more calls, gives those under way up to the close timeout to end, and tells the rest what is
     * known of them, with {@link Reason#CLOSED}. Returns when that is done, or after a few of these timeouts when something
     * hangs. Idempotent. Called by an outcome handler, it does not wait. One that is polled is closed by the thread that
     * polls.
     */
    @Override
    public void close() {
        client.close();
    }

    /** Describes a client; each setting but cluster and transport has a default. */
    public static final class Builder {
        private static final int MIB = 1 << 20;
        private static final int PENDING_CALLS = 65536;
        private static final int FRAMES_PER_TURN = 64;
        private static final int CALLS_PER_TURN = 4096;
        private static final int IDLE_SPINS = 20;
        private static final int IDLE_YIELDS = 100;
        private static final Duration PARK_MIN = Duration.ofNanos(20_000);
        private static final Duration PARK_MAX = Duration.ofMillis(1);
        private static final Duration PARK_IDLE = Duration.ofMillis(10);

        private final List<String> addresses;
        private @Nullable String clusterName;
        private int groupId;
        private @Nullable Supplier<? extends ClientTransport> transport;
        private int maxCommandLength = MIB;
        private int queueBytes = 16 * MIB;
        private int maxPendingCalls = PENDING_CALLS;
        private Duration submitTimeout = Duration.ofSeconds(5);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private ClientSettings.Times times = ClientSettings.Times.DEFAULT;
        private LoopConfig.Profile profile = LoopConfig.Profile.BALANCED;
        private boolean isPolled;

        private Builder(List<String> addresses) {
            this.addresses = List.copyOf(addresses);
        }

        /** {@code balsa.cluster.name} of the nodes. Required. */
        public Builder cluster(String name) {
            clusterName = name;
            return this;
        }

        /** {@code balsa.cluster.group-id} of the nodes; 0 unless set. */
        public Builder group(int id) {
            groupId = id;
            return this;
        }

        /** Makes the transport, which the client then owns. Required; called once, by {@link #start}. */
        public Builder transport(Supplier<? extends ClientTransport> factory) {
            transport = factory;
            return this;
        }

        /** Longest command or query, in bytes; 1 MiB unless set. */
        public Builder maxCommandLength(int bytes) {
            maxCommandLength = bytes;
            return this;
        }

        /** Bytes of calls that wait to be taken by the loop: a power of two, 16 MiB unless set. Twice as many wait for answers. */
        public Builder queueBytes(int bytes) {
            queueBytes = bytes;
            return this;
        }

        /** Most calls that wait for their outcome; 65536 unless set. */
        public Builder maxPendingCalls(int calls) {
            maxPendingCalls = calls;
            return this;
        }

        /** Patience of a call that does not name its own; 5 s unless set. */
        public Builder submitTimeout(Duration timeout) {
            submitTimeout = timeout;
            return this;
        }

        /** Most that close waits for each of its steps; 5 s unless set. */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = timeout;
            return this;
        }

        /**
         * When a node is given up for another one. What was sent to it and not answered is then
         * {@linkplain Outcome.Unknown unknown}, so be nearly as patient as its peers.
         *
         * @param connect   a link that is not up after so long; 500 ms unless set
         * @param keepAlive how often an open link is tested; 100 ms unless set
         * @param answer    a node that said nothing for so long, more than keepAlive; 0, as unless set, for four fifths of the
         *     election timeout that the node tells, and at least twice keepAlive
         */
        public Builder linkTimeouts(Duration connect, Duration keepAlive, Duration answer) {
            times = new ClientSettings.Times(connect.toNanos(), keepAlive.toNanos(), answer.toNanos());
            return this;
        }

        /** Where the loop runs and how it idles; balanced unless set. */
        public Builder profile(LoopConfig.Profile wanted) {
            profile = wanted;
            return this;
        }

        /**
         * Gives the loop no thread: it turns when {@link RaftClient#poll} is called. The fastest way for a program that has a
         * loop of its own, for no call is handed over to another thread. The blocking forms, and waiting for a future, are
         * then for other threads than the one that polls, once it has begun to: elsewhere they throw
         * {@link IllegalStateException} at once, since nobody would turn the loop. The profile does not matter.
         */
        public Builder polled() {
            isPolled = true;
            return this;
        }

        /**
         * Starts the client. Returns at once; calls wait for the first node, until their deadline.
         *
         * @throws IllegalArgumentException when a setting is missing or does not fit; the message says which
         */
        public RaftClient start() {
            if (clusterName == null || transport == null) {
                throw new IllegalArgumentException("a client needs .cluster(name) and .transport(factory)");
            }
            LoopConfig loop = new LoopConfig(
                    profile, IDLE_SPINS, IDLE_YIELDS, PARK_MIN.toNanos(), PARK_MAX.toNanos(), PARK_IDLE.toNanos(), -1);
            ClientSettings settings = new ClientSettings(clusterName, groupId, addresses, limits(), loop, times);
            ClientTransport made = transport.get();
            return new RaftClient(isPolled ? Client.polled(settings, made) : Client.start(settings, made));
        }

        /** Of a node's limits a client needs only some; it has no clients, results or reads of its own to limit. */
        private LimitsConfig limits() {
            return new LimitsConfig(
                    maxCommandLength,
                    1,
                    queueBytes,
                    maxPendingCalls,
                    maxPendingCalls,
                    1,
                    FRAMES_PER_TURN,
                    CALLS_PER_TURN,
                    1,
                    submitTimeout.toNanos(),
                    closeTimeout.toNanos(),
                    LimitsConfig.Backlogs.behind(queueBytes));
        }
    }
}
