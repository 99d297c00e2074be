package io.balsa.server;

import io.balsa.RaftNode;
import io.balsa.config.BalsaConfig;
import io.balsa.config.LimitsConfig;
import io.balsa.config.Rules;
import io.balsa.journal.ChronicleJournal;
import io.balsa.node.JvmFlags;
import io.balsa.server.kv.KeyValueStore;
import io.balsa.server.redis.RedisServer;
import io.balsa.server.redis.ServerConfig;
import io.balsa.transport.aeron.AeronTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A node with its store and its Redis server. Any thread. */
public final class RunningNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.balsa.server");
    /** Steps that closing a node may take, each at most {@code balsa.limits.close-timeout}, and some seconds for the rest. */
    private static final int CLOSE_STEPS = 4;

    private final RaftNode node;
    private final RedisServer server;
    private final Duration closeLimit;

    private RunningNode(RaftNode node, RedisServer server, Duration closeLimit) {
        this.node = node;
        this.server = server;
        this.closeLimit = closeLimit;
    }

    /**
     * Starts everything. Returns at once: the node joins its cluster by itself, and commands wait.
     *
     * @throws IOException           when the Redis port cannot be had
     * @throws IllegalArgumentException when the longest value does not fit in an answer
     * @throws RuntimeException      when the journal or the transport cannot be opened
     * @throws IllegalStateException when a flag of the JVM is missing
     */
    public static RunningNode start(BalsaConfig config) throws IOException {
        // The store's buffers need the flags before the node looks at them.
        JvmFlags.checkForNode();
        LimitsConfig limits = config.limits();
        ServerConfig serverConfig = config.section(ServerConfig.class);
        requireAnswersForValues(serverConfig, limits);
        RedisServer.checkAddress(serverConfig);
        KeyValueStore store = new KeyValueStore(limits.maxResultLength(), serverConfig.maxScan());
        int id = config.cluster().nodeId();
        RaftNode node = RaftNode.builder(config)
                .journal(ChronicleJournal::open)
                .transport(AeronTransport::open)
                .stateMachine(store)
                .start();
        try {
            Replicated replicated = new ReplicatedNode(node, limits.maxCommandLength());
            RedisServer server = RedisServer.open(serverConfig, replicated, store::keyspace);
            InetSocketAddress address = server.address();
            LOG.log(
                    System.Logger.Level.INFO,
                    "node {0} of {1} speaks the Redis protocol on {2}:{3}, durability {4}",
                    id,
                    config.cluster().name(),
                    address.getHostString(),
                    Integer.toString(address.getPort()),
                    node.status().durability());
            LOG.log(System.Logger.Level.INFO, "node {0} is waiting for a leader: {1}", id, quorum(config));
            long closeNs = serverConfig.closeTimeoutNs() + (CLOSE_STEPS + 1) * limits.closeTimeoutNs();
            return new RunningNode(node, server, Duration.ofNanos(closeNs));
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** What it takes; the journal may know other members by now, and says so by itself. */
    private static String quorum(BalsaConfig config) {
        int voters = config.cluster().initialMembers().voters().size();
        return voters == 1
                ? "it will be its own"
                : "at least " + (voters / 2 + 1) + " of " + voters + " nodes must run and reach each other";
    }

    private static void requireAnswersForValues(ServerConfig server, LimitsConfig limits) {
        int needed = server.maxValueLength() + KeyValueStore.ANSWER_OVERHEAD;
        new Rules("balsa")
                .require(
                        limits.maxResultLength() >= needed,
                        "does not hold one value of balsa.server.max-value-length; write at least " + needed
                                + ", or lower the other",
                        "limits.max-result-length")
                .enforce();
    }

    /** Where it speaks the Redis protocol. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Most that {@link #close} should take. */
    public Duration closeLimit() {
        return closeLimit;
    }

    /** Blocks until the node has stopped. @return what made it stop, or null when it was closed */
    public @Nullable Throwable awaitStop() throws InterruptedException {
        return node.awaitStop();
    }

    /** Answers what is under way, then stops the node; each within a bounded time. Idempotent. */
    @Override
    public void close() {
        server.close();
        node.close();
    }
}
