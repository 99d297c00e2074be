package io.balsa.transport.aeron;

import io.aeron.Image;
import io.aeron.Subscription;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.TransportException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@link ClientTransport} over Aeron UDP. Every link listens at a fresh port, whose number is in the session id the client
 * publishes with, so that the node knows where to answer; see {@code ClientLinks} for why. A link that breaks is begun anew
 * to the same address until {@link #connect} names another.
 */
public final class AeronClientTransport implements ClientTransport {
    /** One node answers; the rest is what earlier lives of it left, or strangers. */
    private static final int MAX_SESSIONS = 64;

    private final AeronConfig config;
    private final Media media;
    private final Channels channels;
    private final ErrorLog log;
    private final Inlet inlet;
    private final Outbound outbound;
    private final List<Inbound> inbound = new ArrayList<>();
    private @Nullable HostAddress address;
    private @Nullable FrameHandler handler;
    private boolean listening;
    private boolean publishing;
    private boolean wasConnected;
    private long changedAtNs;
    private long life;
    private boolean closed;

    private AeronClientTransport(AeronConfig config, Media media, Channels channels, ErrorLog log) {
        this.config = config;
        this.media = media;
        this.channels = channels;
        this.log = log;
        inlet = new Inlet(media, Channels.REPLY_STREAM, config.links(), log, this::onImage);
        outbound = new Outbound(media, Channels.CLIENT_STREAM, config.links(), log);
    }

    /** As {@link #open(AeronConfig)}, with the defaults. */
    public static AeronClientTransport open() {
        return open(AeronConfig.defaults());
    }

    /**
     * Starts the driver, or connects to the user's.
     *
     * @throws TransportException when the driver cannot be started or reached
     */
    public static AeronClientTransport open(AeronConfig config) {
        ErrorLog log = new ErrorLog("client");
        SocketBuffers buffers = SocketBuffers.probe(config.udp(), log);
        long neededBytes = 8L * config.links().clientTermLength();
        DriverDirectory directory = DriverDirectory.of("client", config, neededBytes);
        DriverStarter starter = new DriverStarter(config, buffers, directory, MAX_SESSIONS, log);
        Media media = Media.open(starter, config, log);
        log.opened();
        return new AeronClientTransport(config, media, new Channels(config, buffers), log);
    }

    /** What tests take away underneath. */
    Media media() {
        return media;
    }

    @Override
    public void connect(String address) {
        begin(new HostAddress(address, log));
    }

    private void begin(HostAddress to) {
        outbound.close();
        inlet.close();
        inbound.clear();
        address = to;
        listening = false;
        publishing = false;
        wasConnected = false;
        changedAtNs = media.nowNs();
        life = media.life();
        media.hurry();
    }

    @Override
    public boolean isConnected() {
        return !closed && publishing && outbound.isConnected() && !inbound.isEmpty();
    }

    @Override
    public int poll(FrameHandler to, int limit) {
        if (closed) {
            return 0;
        }
        handler = to;
        int work = media.receive();
        if (media.hasTurned()) {
            maintain(media.nowNs());
        }
        int frames = 0;
        for (int i = 0; i < inbound.size() && frames < limit; i++) {
            Inbound next = inbound.get(i);
            next.image.poll(next, Math.min(config.links().fragmentsPerPoll(), limit - frames));
            frames += next.takeDelivered();
        }
        return work + frames;
    }

    private void maintain(long nowNs) {
        HostAddress to = address;
        if (to == null) {
            return;
        }
        for (int i = inbound.size() - 1; i >= 0; i--) {
            if (inbound.get(i).image.isClosed()) {
                inbound.remove(i);
            }
        }
        if (mustBeginAnew(nowNs)) {
            begin(to);
        }
        proceed(to, nowNs);
    }

    /** A node that lost or dropped this link hears of it again only through a new one. */
    private boolean mustBeginAnew(long nowNs) {
        if (life != media.life()) {
            return true;
        }
        boolean connected = isConnected();
        if (connected != wasConnected) {
            boolean lost = wasConnected;
            wasConnected = connected;
            changedAtNs = nowNs;
            return lost;
        }
        return publishing && !connected && nowNs - changedAtNs > config.links().livenessTimeoutNs();
    }

    /** One step on the way: look up the host, listen, publish. */
    private void proceed(HostAddress to, long nowNs) {
        if (!isConnected()) {
            to.refresh(nowNs, config.links().resolveEveryNs());
        }
        InetSocketAddress node = to.resolved();
        if (node == null) {
            return;
        }
        if (!listening) {
            inlet.target(channels.listening(Channels.anyPort(node)));
            listening = true;
        }
        inlet.maintain(nowNs);
        Subscription subscription = inlet.subscription();
        String endpoint = subscription == null ? null : subscription.resolvedEndpoint();
        if (endpoint == null) {
            media.hurry();
            return;
        }
        if (!publishing) {
            outbound.target(channels.toNode(
                    node, Channels.port(endpoint), ThreadLocalRandom.current().nextInt()));
            publishing = true;
        }
        outbound.maintain(nowNs);
    }

    private void onImage(Image image) {
        inbound.add(new Inbound(image));
    }

    @Override
    public boolean hasRoom() {
        return isConnected() && outbound.hasRoom();
    }

    @Override
    public boolean send(DirectBuffer frame, int offset, int length) {
        return isConnected() && outbound.send(frame, offset, length);
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

    private final class Inbound extends FrameAssembler {
        private final Image image;

        Inbound(Image image) {
            super(config.links().maxFrameLength());
            this.image = image;
        }

        @Override
        void onFrame(DirectBuffer buffer, int offset, int length) {
            if (handler != null) {
                handler.onFrame(buffer, offset, length);
            }
        }
    }
}
