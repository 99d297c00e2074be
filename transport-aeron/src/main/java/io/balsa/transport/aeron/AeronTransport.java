package io.balsa.transport.aeron;

import io.aeron.Subscription;
import io.aeron.status.ChannelEndpointStatus;
import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.config.BalsaConfig;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportException;
import io.balsa.spi.TransportHandler;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * {@link Transport} over Aeron UDP. Members and clients reach the node at one port, on two streams.
 *
 * <p>All methods are called by the loop thread; with the embedded driver {@link #poll} and {@link #flush} are all that
 * drives it.
 */
public final class AeronTransport implements Transport {
    private static final int TERMS_OF_A_LOG = 3;
    private static final int EXPECTED_CLIENTS = 32;
    /** What the others last heard of this node may be so old when it pauses, and once more by when it speaks again. */
    private static final long HEARTBEAT_NS = 100_000_000;
    /** Senders on one stream beyond {@code balsa.limits.max-clients}: members that restart leave streams behind for a moment. */
    private static final int SPARE_SESSIONS = 64;

    private final AeronConfig config;
    private final Media media;
    private final ErrorLog log;
    private final MemberLinks members;
    private final ClientLinks clients;
    private final Inlet fromMembers;
    private final Inlet fromClients;
    /** Of another node: before that there is no link to begin anew. */
    private boolean hasHeard;

    private boolean closed;

    private AeronTransport(Cluster cluster, AeronConfig config, Media media, Channels channels, ErrorLog log) {
        this.config = config;
        this.media = media;
        this.log = log;
        members = new MemberLinks(cluster.self.id(), media, channels, config.links(), log);
        clients = new ClientLinks(media, channels, config.links(), cluster.maxClients, log);
        fromMembers = new Inlet(media, Channels.PEER_STREAM, config.links(), log, members::onImage);
        fromClients = new Inlet(media, Channels.CLIENT_STREAM, config.links(), log, clients::onImage);
    }

    /**
     * Starts the driver and listens. Blocks until the port is open, at most {@code balsa.transport.driver.open-timeout}.
     *
     * @param identity of the node, one of the initial members of the configuration: that is where its address is
     * @throws TransportException when the driver cannot be started or reached, the address cannot be listened at, or frames
     *     of the length that other settings allow would not fit
     */
    public static Transport open(NodeIdentity identity, BalsaConfig config) {
        AeronConfig aeron = config.section(AeronConfig.class);
        checkLength("balsa.limits.max-command-length", config.limits().maxCommandLength(), aeron);
        checkLength("balsa.limits.max-result-length", config.limits().maxResultLength(), aeron);
        checkLength("balsa.raft.max-append-bytes", config.raft().maxAppendBytes(), aeron);
        Membership initial = config.cluster().initialMembers();
        return open(Cluster.of(identity, initial, config.limits().maxClients()), aeron);
    }

    private static void checkLength(String key, int length, AeronConfig config) {
        int needed = length + AeronConfig.FRAME_OVERHEAD;
        if (needed > config.links().maxFrameLength()) {
            throw new TransportException(key + " allows " + length
                    + " bytes, which with what goes around them do not fit a"
                    + " frame: set balsa.transport.links.max-frame-length to at least " + needed + " on every node");
        }
    }

    static AeronTransport open(Cluster cluster, AeronConfig config) {
        ErrorLog log = new ErrorLog("node " + cluster.self.id());
        InetSocketAddress bind = bindAddress(cluster.self, config, log);
        SocketBuffers buffers = SocketBuffers.probe(config.udp(), log);
        DriverDirectory directory = DriverDirectory.of(cluster.name, config, cluster.neededBytes(config.links()));
        int maxSessions = cluster.maxClients + SPARE_SESSIONS;
        DriverStarter starter = new DriverStarter(config, buffers, directory, maxSessions, log);
        Media media = Media.open(starter, config, log);
        try {
            Channels channels = new Channels(config, buffers);
            AeronTransport transport = new AeronTransport(cluster, config, media, channels, log);
            transport.listen(channels.listening(bind), cluster.self.address());
            log.opened();
            return transport;
        } catch (RuntimeException e) {
            media.close();
            throw e;
        }
    }

    /**
     * What the transport needs to know of the cluster.
     *
     * @param name       of the node in the whole, for its directory
     * @param self       this member
     * @param members    how many there are at first
     * @param maxClients linked at a time
     */
    record Cluster(String name, Member self, int members, int maxClients) {
        static Cluster of(NodeIdentity identity, Membership initial, int maxClients) {
            Member self = initial.find(identity.nodeId());
            if (self == null) {
                throw new TransportException(
                        "node " + identity.nodeId() + " is not among the members: " + initial.all());
            }
            String name = identity.clusterName() + "." + identity.groupId() + "." + identity.nodeId();
            return new Cluster(name, self, initial.all().size(), maxClients);
        }

        long neededBytes(AeronConfig.LinkConfig links) {
            long logTerms = 2L * TERMS_OF_A_LOG;
            return logTerms * links.termLength() * (members - 1)
                    + logTerms * links.clientTermLength() * Math.min(maxClients, EXPECTED_CLIENTS);
        }
    }

    private static InetSocketAddress bindAddress(Member self, AeronConfig config, ErrorLog log) {
        HostAddress own = new HostAddress(self.address(), log);
        String configured = config.udp().bindAddress();
        if (configured.isBlank()) {
            return own.resolveNow();
        }
        String host = configured.indexOf(':') >= 0 ? "[" + configured + "]" : configured;
        return new HostAddress(host + ":" + own.port(), log).resolveNow();
    }

    private void listen(String channel, String address) {
        fromMembers.target(channel);
        fromClients.target(channel);
        long deadlineNs = System.nanoTime() + config.driver().openTimeoutNs();
        while (!isListening(fromMembers) || !isListening(fromClients)) {
            media.hurry();
            turnLinks();
            String failure = fromMembers.failure() == null ? fromClients.failure() : fromMembers.failure();
            if (failure != null) {
                throw new TransportException("cannot listen at " + address + ": " + withoutFrame(failure)
                        + ". Is another process using the port, or is the host not one of this machine's?"
                        + " Change the member's address, or set balsa.transport.udp.bind-address");
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new TransportException("cannot listen at " + address + ": the media driver did not answer within"
                        + " balsa.transport.driver.open-timeout");
            }
        }
    }

    /** Aeron's message says where in its code, which helps nobody here. */
    private static String withoutFrame(String failure) {
        int from = failure.lastIndexOf(" - ", failure.indexOf("(at "));
        return failure.contains("(at ") && from >= 0 ? failure.substring(from + 3, failure.indexOf(" (at ")) : failure;
    }

    private static boolean isListening(Inlet inlet) {
        Subscription subscription = inlet.subscription();
        return subscription != null && subscription.channelStatus() == ChannelEndpointStatus.ACTIVE;
    }

    /** What tests take away underneath. */
    Media media() {
        return media;
    }

    @Override
    public void connect(Membership membership) {
        members.connect(membership);
    }

    @Override
    public int poll(TransportHandler handler, int limit) {
        if (closed) {
            return 0;
        }
        int work = turnLinks();
        int frames = members.poll(handler, limit);
        hasHeard |= frames > 0;
        return work + frames + clients.poll(handler, limit - frames);
    }

    private int turnLinks() {
        int work = media.receive();
        if (media.hasTurned()) {
            long nowNs = media.nowNs();
            long pauseNs = media.takePauseNs();
            if (pauseNs > config.links().livenessTimeoutNs() - HEARTBEAT_NS) {
                if (hasHeard) {
                    log.info("this process stood still for " + pauseNs / 1_000_000 + " ms; beginning its links anew");
                }
                members.restart();
            }
            fromMembers.maintain(nowNs);
            fromClients.maintain(nowNs);
            members.maintain(nowNs);
            clients.maintain(nowNs);
        }
        return work;
    }

    @Override
    public boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
        return members.send(nodeId, frame, offset, length);
    }

    @Override
    public boolean send(
            int nodeId,
            DirectBuffer head,
            int headOffset,
            int headLength,
            DirectBuffer body,
            int bodyOffset,
            int bodyLength) {
        return members.send(nodeId, head, headOffset, headLength, body, bodyOffset, bodyLength);
    }

    @Override
    public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        return clients.reply(clientLink, frame, offset, length);
    }

    @Override
    public void disconnect(long clientLink) {
        clients.disconnect(clientLink);
    }

    @Override
    public boolean await(long ns) {
        return !closed && media.await(ns);
    }

    @Override
    public void wake() {
        media.wake();
    }

    @Override
    public int flush() {
        return closed ? 0 : media.flush();
    }

    @Override
    public int maxFrameLength() {
        return config.links().maxFrameLength();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            media.close();
        }
    }
}
