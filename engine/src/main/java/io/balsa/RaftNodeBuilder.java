package io.balsa;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.StateMachine;
import io.balsa.config.BalsaConfig;
import io.balsa.config.ClusterConfig;
import io.balsa.node.Clocks;
import io.balsa.node.JvmFlags;
import io.balsa.node.ListenerThread;
import io.balsa.node.LoopSetup;
import io.balsa.node.NodeThreads;
import io.balsa.spi.Journal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link RaftNode} and starts it. Not thread safe. */
public final class RaftNodeBuilder {
    private static final System.Logger LOG = System.getLogger(RaftNode.class.getName());

    private final BalsaConfig config;
    private @Nullable BiFunction<NodeIdentity, BalsaConfig, ? extends Journal> journal;
    private @Nullable BiFunction<NodeIdentity, BalsaConfig, ? extends Transport> transport;
    private @Nullable StateMachine stateMachine;
    private RaftListener listener = new RaftListener() {};

    RaftNodeBuilder(BalsaConfig config) {
        this.config = config;
    }

    /** Opens the journal; {@code ChronicleJournal::open}. Required. */
    public RaftNodeBuilder journal(BiFunction<NodeIdentity, BalsaConfig, ? extends Journal> opener) {
        journal = opener;
        return this;
    }

    /** Opens the transport; {@code AeronTransport::open}. Required. */
    public RaftNodeBuilder transport(BiFunction<NodeIdentity, BalsaConfig, ? extends Transport> opener) {
        transport = opener;
        return this;
    }

    /** The replicated service. Required. The node alone calls it from now on. */
    public RaftNodeBuilder stateMachine(StateMachine service) {
        stateMachine = service;
        return this;
    }

    /** Hears what happens to the node, on a virtual thread of its own. */
    public RaftNodeBuilder listener(RaftListener events) {
        listener = events;
        return this;
    }

    /**
     * Opens journal and transport and starts the node. Returns at once: the node joins its cluster by itself, and calls wait.
     *
     * @throws IllegalStateException when a required part or a flag of the JVM is missing
     * @throws RuntimeException      when journal or transport cannot be opened; nothing is left open
     */
    public RaftNode start() {
        JvmFlags.check();
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
                listener,
                Thread.ofVirtual().name("balsa-listener-" + identity.nodeId()).factory());
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
        NodeThreads threads = new NodeThreads(setup, config.loop(), events);
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
