package io.balsa.transport.aeron;

import io.aeron.Image;
import io.balsa.spi.TransportHandler;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The links to clients. Loop thread only.
 *
 * <p>A client publishes to the members' port and listens at a free port of its own, whose number is the upper half of the
 * session id it publishes with. So a node knows where to answer as soon as Aeron has set up the client's stream: there is no
 * greeting that could be lost, and a node that was killed and restarted finds its way back to living clients by the same
 * means. The host is the one the client's datagrams come from. Aeron's response channels do much the same, but need a
 * second port at every node; what both that and this cannot do together is reach a client behind a translator of addresses:
 * a client must be reachable by UDP from the nodes.
 */
final class ClientLinks {
    private final Media media;
    private final Channels channels;
    private final AeronConfig.LinkConfig config;
    private final int maxClients;
    private final ErrorLog log;
    private final Long2ObjectHashMap<Link> links = new Long2ObjectHashMap<>();
    private final List<Link> inOrder = new ArrayList<>();
    private final List<Link> gone = new ArrayList<>();
    private long lastId;
    private int firstToPoll;
    private @Nullable TransportHandler handler;

    ClientLinks(Media media, Channels channels, AeronConfig.LinkConfig config, int maxClients, ErrorLog log) {
        this.media = media;
        this.channels = channels;
        this.config = config;
        this.maxClients = maxClients;
        this.log = log;
    }

    /** A client's stream began. Called inside Aeron, which must not be called from here. */
    void onImage(Image image) {
        if (inOrder.size() >= maxClients) {
            log.warn("a client at " + image.sourceIdentity() + " is not served: there are already " + maxClients
                    + ", the limit of balsa.limits.max-clients");
            return;
        }
        Link link = new Link(++lastId, image);
        links.put(link.id, link);
        inOrder.add(link);
    }

    int poll(TransportHandler to, int limit) {
        handler = to;
        reportGone(to);
        int size = inOrder.size();
        int frames = 0;
        for (int i = 0; i < size && frames < limit; i++) {
            // A frame may make its receiver drop links.
            Link next = inOrder.get((firstToPoll + i) % size);
            next.image.poll(next, Math.min(config.fragmentsPerPoll(), limit - frames));
            frames += next.takeDelivered();
            size = Math.min(size, inOrder.size());
        }
        firstToPoll = size == 0 ? 0 : (firstToPoll + 1) % size;
        return frames;
    }

    private void reportGone(TransportHandler to) {
        for (int i = 0; i < gone.size(); i++) {
            to.onClientGone(gone.get(i).id);
        }
        gone.clear();
    }

    boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
        Link link = links.get(clientLink);
        return link != null && link.outbound.send(frame, offset, length);
    }

    void disconnect(long clientLink) {
        Link link = links.remove(clientLink);
        if (link != null) {
            inOrder.remove(link);
            link.outbound.close();
        }
    }

    void maintain(long nowNs) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Link link = inOrder.get(i);
            if (link.isGone(nowNs)) {
                disconnect(link.id);
                gone.add(link);
            } else {
                link.outbound.maintain(nowNs);
            }
        }
    }

    private final class Link extends FrameAssembler {
        private final long id;
        private final Image image;
        private final Outbound outbound;
        private final long sinceNs = media.nowNs();
        private boolean wasConnected;

        Link(long id, Image image) {
            super(config.maxFrameLength());
            this.id = id;
            this.image = image;
            outbound = new Outbound(media, Channels.REPLY_STREAM, config, log);
            outbound.target(channels.toClient(Channels.replyAddress(image)));
        }

        boolean isGone(long nowNs) {
            boolean connected = outbound.isConnected();
            wasConnected |= connected;
            boolean lost = wasConnected ? !connected : nowNs - sinceNs > config.livenessTimeoutNs();
            return lost || image.isClosed();
        }

        @Override
        void onFrame(DirectBuffer buffer, int offset, int length) {
            if (handler != null) {
                handler.onClientFrame(id, buffer, offset, length);
            }
        }
    }
}
