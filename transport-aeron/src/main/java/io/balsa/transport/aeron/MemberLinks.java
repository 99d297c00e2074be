package io.balsa.transport.aeron;

import io.aeron.Image;
import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.spi.TransportException;
import io.balsa.spi.TransportHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The links between members: one publication to each other member, so that a slow one does not pace the rest, and what comes
 * in from whomever. Loop thread only.
 */
final class MemberLinks {
    private final int ownId;
    private final Media media;
    private final Channels channels;
    private final AeronConfig.LinkConfig config;
    private final ErrorLog log;
    private final Int2ObjectHashMap<Link> links = new Int2ObjectHashMap<>();
    private final List<Link> inOrder = new ArrayList<>();
    private final List<Inbound> inbound = new ArrayList<>();
    private int firstToPoll;
    private @Nullable TransportHandler handler;

    MemberLinks(int ownId, Media media, Channels channels, AeronConfig.LinkConfig config, ErrorLog log) {
        this.ownId = ownId;
        this.media = media;
        this.channels = channels;
        this.config = config;
        this.log = log;
    }

    void connect(Membership membership) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Link link = inOrder.get(i);
            Member member = membership.find(link.nodeId);
            if (member == null || !member.address().equals(link.address.toString())) {
                link.outbound.close();
                links.remove(link.nodeId);
                inOrder.remove(i);
            }
        }
        for (Member member : membership.all()) {
            if (member.id() != ownId && !links.containsKey(member.id())) {
                add(member);
            }
        }
        maintain(media.nowNs());
    }

    private void add(Member member) {
        try {
            Link link = new Link(member);
            links.put(member.id(), link);
            inOrder.add(link);
        } catch (TransportException e) {
            log.warn("no link to member " + member.id() + ": " + e.getMessage());
        }
    }

    boolean send(int nodeId, DirectBuffer frame, int offset, int length) {
        Link link = links.get(nodeId);
        return link != null && link.outbound.send(frame, offset, length);
    }

    boolean send(
            int nodeId,
            DirectBuffer head,
            int headOffset,
            int headLength,
            DirectBuffer body,
            int bodyOffset,
            int bodyLength) {
        Link link = links.get(nodeId);
        return link != null && link.outbound.send(head, headOffset, headLength, body, bodyOffset, bodyLength);
    }

    /** A sender on the members' stream began. Who it is its frames tell. */
    void onImage(Image image) {
        inbound.add(new Inbound(image));
    }

    int poll(TransportHandler to, int limit) {
        handler = to;
        int size = inbound.size();
        int frames = 0;
        for (int i = 0; i < size && frames < limit; i++) {
            Inbound next = inbound.get((firstToPoll + i) % size);
            next.image.poll(next, Math.min(config.fragmentsPerPoll(), limit - frames));
            frames += next.takeDelivered();
        }
        firstToPoll = size == 0 ? 0 : (firstToPoll + 1) % size;
        return frames;
    }

    void maintain(long nowNs) {
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).maintain(nowNs);
        }
        for (int i = inbound.size() - 1; i >= 0; i--) {
            if (inbound.get(i).image.isClosed()) {
                inbound.remove(i);
            }
        }
    }

    /** Begins every link anew: the other ends have given up those there are. */
    void restart() {
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).outbound.close();
        }
    }

    private final class Link {
        private final int nodeId;
        private final HostAddress address;
        private final Outbound outbound;
        private @Nullable InetSocketAddress target;

        Link(Member member) {
            nodeId = member.id();
            address = new HostAddress(member.address(), log);
            outbound = new Outbound(media, Channels.PEER_STREAM, config, log);
        }

        void maintain(long nowNs) {
            if (!outbound.isConnected()) {
                address.refresh(nowNs, config.resolveEveryNs());
                InetSocketAddress found = address.resolved();
                if (found != null && !found.equals(target)) {
                    target = found;
                    outbound.target(channels.toPeer(found));
                }
            }
            outbound.maintain(nowNs);
        }
    }

    private final class Inbound extends FrameAssembler {
        private final Image image;

        Inbound(Image image) {
            super(config.maxFrameLength());
            this.image = image;
        }

        @Override
        void onFrame(DirectBuffer buffer, int offset, int length) {
            if (handler != null) {
                handler.onPeerFrame(buffer, offset, length);
            }
        }
    }
}
