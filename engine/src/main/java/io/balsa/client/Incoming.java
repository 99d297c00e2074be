package io.balsa.client;

import io.balsa.api.Reason;
import io.balsa.codec.GoodbyeDecoder;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RepliesDecoder.ReplyDecoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.codec.WelcomeDecoder;
import io.balsa.codec.WelcomeDecoder.MemberDecoder;
import io.balsa.core.Envelope;
import io.balsa.node.CallDesk;
import io.balsa.node.FrameShape;
import io.balsa.spi.ClientTransport;
import org.agrona.DirectBuffer;

/**
 * Hears the node: what does not fit this cluster, this link or its own lengths is counted and dropped before anything is
 * changed for it, and what answers nothing that is under way is ignored. Loop thread.
 */
final class Incoming implements ClientTransport.FrameHandler {
    private static final int LAST_REASON = Reason.values().length;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RepliesDecoder replies = new RepliesDecoder();
    private final WelcomeDecoder welcome = new WelcomeDecoder();
    private final Envelope envelope;
    private final Link link;
    private final Directory directory;
    private final Requests requests;
    private final CallDesk desk;
    private long nowNs;
    private long dropped;
    private long ignored;

    Incoming(Envelope envelope, Link link, Directory directory, Requests requests, CallDesk desk) {
        this.envelope = envelope;
        this.link = link;
        this.directory = directory;
        this.requests = requests;
        this.desk = desk;
    }

    /** The time of the turn whose frames come next. */
    Incoming at(long nowNs) {
        this.nowNs = nowNs;
        return this;
    }

    /** Frames that did not fit. */
    long dropped() {
        return dropped;
    }

    /** Replies that answered nothing under way: late or repeated. */
    long ignored() {
        return ignored;
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length) {
        if (!isForUs(frame, offset, length)) {
            dropped++;
            return;
        }
        int body = offset + Envelope.LENGTH;
        int rest = body + header.blockLength();
        int end = offset + length;
        boolean fits = switch (header.templateId()) {
            case RepliesDecoder.TEMPLATE_ID ->
                header.blockLength() >= RepliesDecoder.BLOCK_LENGTH
                        && FrameShape.groupFits(ReplyDecoder.sbeBlockLength(), frame, rest, end)
                        && onReplies(frame, body);
            case WelcomeDecoder.TEMPLATE_ID ->
                header.blockLength() >= WelcomeDecoder.BLOCK_LENGTH
                        && FrameShape.groupFits(MemberDecoder.sbeBlockLength(), frame, rest, end)
                        && onWelcome(frame, body, rest, end - rest);
            case GoodbyeDecoder.TEMPLATE_ID -> header.blockLength() >= GoodbyeDecoder.BLOCK_LENGTH && onGoodbye();
            default -> false;
        };
        if (!fits) {
            dropped++;
        }
    }

    private boolean isForUs(DirectBuffer frame, int offset, int length) {
        if (length < Envelope.LENGTH) {
            return false;
        }
        header.wrap(frame, offset);
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.version() >= 1
                && header.clusterId() == envelope.clusterId()
                && header.groupId() == envelope.groupId()
                && header.receiver() == 0
                && header.sender() > 0
                && header.blockLength() <= length - Envelope.LENGTH
                && link.isFrom(header.sender());
    }

    private boolean onWelcome(DirectBuffer frame, int body, int members, int membersLength) {
        welcome.wrap(frame, body, header.blockLength(), header.version());
        if (welcome.nodeId() != header.sender()
                || !link.isEcho(welcome.nonce())
                || welcome.leaderId() < 0
                || welcome.electionTimeoutNs() <= 0) {
            return false;
        }
        int leaderId = welcome.leaderId();
        long term = welcome.term();
        long electionNs = welcome.electionTimeoutNs();
        directory.learn(welcome, frame, members, membersLength);
        link.onWelcome(header.sender(), leaderId, term, electionNs, nowNs);
        return true;
    }

    private boolean onGoodbye() {
        link.onGoodbye(nowNs);
        return true;
    }

    private boolean onReplies(DirectBuffer frame, int body) {
        replies.wrap(frame, body, header.blockLength(), header.version());
        link.onReplies(replies.leaderId(), nowNs);
        for (ReplyDecoder reply = replies.reply(); reply.hasNext(); ) {
            onReply(reply.next(), frame);
        }
        return true;
    }

    private void onReply(ReplyDecoder reply, DirectBuffer frame) {
        long token = reply.correlationId();
        int status = reply.statusRaw();
        if (!requests.isSent(token)) {
            ignored++;
        } else if (status == ReplyStatus.APPLIED.value()) {
            link.onApplied();
            int payload = replies.limit() + ReplyDecoder.payloadHeaderLength();
            desk.applied(token, reply.index(), reply.term(), frame, payload, reply.payloadLength());
        } else if (status == ReplyStatus.NOT_APPENDED.value()) {
            onNotAppended(token, reasonOf(reply.reason()));
        } else {
            onUnknown(token, reasonOf(reply.reason()));
        }
        reply.skipPayload();
    }

    private void onNotAppended(long token, Reason reason) {
        switch (reason) {
            case NO_LEADER, NOT_LEADER -> {
                requests.sendAgain(token);
                link.onRefused();
            }
            case CLOSED -> {
                requests.sendAgain(token);
                link.onClosing();
            }
            default -> desk.notAppended(token, reason);
        }
    }

    /** Reading again changes nothing, so a query whose answer was lost is asked again. */
    private void onUnknown(long token, Reason reason) {
        if (requests.isQuery(token)) {
            requests.sendAgain(token);
            link.onRefused();
        } else {
            desk.unknown(token, reason);
        }
    }

    /** A code of a newer version means as much as that the node has no use for the request. */
    private static Reason reasonOf(int code) {
        return code >= 1 && code <= LAST_REASON ? Reason.of(code) : Reason.LEADER_LOST;
    }
}
