package io.balsa.client;

import io.balsa.api.Reason;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.GoodbyeDecoder;
import io.balsa.codec.GoodbyeEncoder;
import io.balsa.codec.MemberKind;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.RepliesEncoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.codec.RequestsDecoder;
import io.balsa.codec.WelcomeEncoder;
import io.balsa.core.Envelope;
import io.balsa.spi.NodeIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a node of a test says, and how it reads what the client says. */
public final class NodeFrames {
    static final String CLUSTER = "test";

    private final int nodeId;
    private final Envelope envelope;

    /** One request of a frame. */
    record Request(long correlationId, long session, long sequence, int timeoutMs, String kind, String payload) {}

    /** One reply of a frame. */
    record Reply(long correlationId, ReplyStatus status, int reason, String payload) {
        static Reply applied(Request request, String result) {
            return new Reply(request.correlationId(), ReplyStatus.APPLIED, 0, result);
        }

        static Reply notAppended(Request request, Reason why) {
            return new Reply(request.correlationId(), ReplyStatus.NOT_APPENDED, why.code(), "");
        }

        static Reply unknown(Request request, Reason why) {
            return new Reply(request.correlationId(), ReplyStatus.UNKNOWN, why.code(), "");
        }
    }

    NodeFrames(int nodeId) {
        this(nodeId, CLUSTER, 0);
    }

    NodeFrames(int nodeId, String cluster, int group) {
        this.nodeId = nodeId;
        this.envelope = new Envelope(new NodeIdentity(cluster, group, nodeId), 7);
    }

    /** Members are known as n1:1, n2:1 and n3:1. */
    byte[] welcome(long nonce, int leaderId, long term) {
        return welcome(nonce, leaderId, term, 500_000_000);
    }

    byte[] welcome(long nonce, int leaderId, long term, long electionNs) {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        envelope.write(frame, 0, WelcomeEncoder.TEMPLATE_ID, WelcomeEncoder.BLOCK_LENGTH);
        WelcomeEncoder welcome = new WelcomeEncoder();
        WelcomeEncoder.MemberEncoder member = welcome.wrap(frame, Envelope.LENGTH)
                .nonce(nonce)
                .nodeId(nodeId)
                .leaderId(leaderId)
                .term(term)
                .maxCommandLength(1 << 20)
                .electionTimeoutNs(electionNs)
                .memberCount(3);
        for (int id = 1; id <= 3; id++) {
            member.next().id(id).priority(1).kind(MemberKind.VOTER).address("n" + id + ":1");
        }
        return bytes(frame, welcome.limit());
    }

    byte[] goodbye() {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        envelope.write(frame, 0, GoodbyeEncoder.TEMPLATE_ID, GoodbyeEncoder.BLOCK_LENGTH);
        GoodbyeEncoder goodbye =
                new GoodbyeEncoder().wrap(frame, Envelope.LENGTH).nonce(0);
        return bytes(frame, goodbye.limit());
    }

    byte[] replies(int leaderId, Reply... replies) {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        envelope.write(frame, 0, RepliesEncoder.TEMPLATE_ID, RepliesEncoder.BLOCK_LENGTH);
        RepliesEncoder encoder = new RepliesEncoder();
        RepliesEncoder.ReplyEncoder group =
                encoder.wrap(frame, Envelope.LENGTH).leaderId(leaderId).replyCount(replies.length);
        for (Reply reply : replies) {
            byte[] payload = reply.payload().getBytes(StandardCharsets.UTF_8);
            group.next()
                    .correlationId(reply.correlationId())
                    .index(42)
                    .term(1)
                    .status(reply.status())
                    .reason((short) reply.reason())
                    .putPayload(payload, 0, payload.length);
        }
        return bytes(frame, encoder.limit());
    }

    static int template(byte[] frame) {
        return header(frame).templateId();
    }

    static MessageHeaderDecoder header(byte[] frame) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(frame), 0);
    }

    static ClientHelloDecoder hello(byte[] frame) {
        ClientHelloDecoder hello = new ClientHelloDecoder();
        return hello.wrap(new UnsafeBuffer(frame), Envelope.LENGTH, hello.sbeBlockLength(), 1);
    }

    static boolean isGoodbye(byte[] frame) {
        return template(frame) == GoodbyeDecoder.TEMPLATE_ID;
    }

    static List<Request> requests(byte[] frame) {
        RequestsDecoder decoder = new RequestsDecoder();
        decoder.wrap(new UnsafeBuffer(frame), Envelope.LENGTH, RequestsDecoder.BLOCK_LENGTH, 1);
        List<Request> requests = new ArrayList<>();
        for (RequestsDecoder.RequestDecoder request : decoder.request()) {
            byte[] payload = new byte[request.payloadLength()];
            long correlationId = request.correlationId();
            long session = request.session();
            long sequence = request.sequence();
            int timeoutMs = request.timeoutMs();
            String kind = request.kind().name();
            request.getPayload(payload, 0, payload.length);
            String text = new String(payload, StandardCharsets.UTF_8);
            requests.add(new Request(correlationId, session, sequence, timeoutMs, kind, text));
        }
        return requests;
    }

    private static byte[] bytes(ExpandableArrayBuffer frame, int length) {
        byte[] bytes = new byte[length];
        frame.getBytes(0, bytes);
        return bytes;
    }
}
