package io.balsa.core;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendReplyEncoder;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteReplyEncoder;
import io.balsa.codec.VoteRequestDecoder;
import io.balsa.codec.VoteRequestEncoder;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.NodeIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages as frames, and back. */
final class Wire {
    private static final int BODY = Envelope.LENGTH;

    private Wire() {}

    static byte[] encode(int from, int to, Message message) {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer(512);
        Envelope envelope = new Envelope(new NodeIdentity("test", 0, from), 1);
        int length = switch (message) {
            case Message.VoteRequest request -> voteRequest(frame, request);
            case Message.VoteReply reply -> voteReply(frame, reply);
            case Message.Append append -> append(frame, append);
            case Message.AppendReply reply -> appendReply(frame, reply);
        };
        envelope.write(frame, to, templateOf(message), blockLengthOf(message));
        byte[] bytes = new byte[BODY + length];
        frame.getBytes(0, bytes);
        return bytes;
    }

    private static int templateOf(Message message) {
        return switch (message) {
            case Message.VoteRequest r -> VoteRequestEncoder.TEMPLATE_ID;
            case Message.VoteReply r -> VoteReplyEncoder.TEMPLATE_ID;
            case Message.Append r -> AppendEntriesEncoder.TEMPLATE_ID;
            case Message.AppendReply r -> AppendReplyEncoder.TEMPLATE_ID;
        };
    }

    private static int blockLengthOf(Message message) {
        return switch (message) {
            case Message.VoteRequest r -> VoteRequestEncoder.BLOCK_LENGTH;
            case Message.VoteReply r -> VoteReplyEncoder.BLOCK_LENGTH;
            case Message.Append r -> AppendEntriesEncoder.BLOCK_LENGTH;
            case Message.AppendReply r -> AppendReplyEncoder.BLOCK_LENGTH;
        };
    }

    private static int voteRequest(MutableDirectBuffer frame, Message.VoteRequest request) {
        return new VoteRequestEncoder()
                .wrap(frame, BODY)
                .term(request.term())
                .campaignId(request.campaignId())
                .lastLogIndex(request.lastLogIndex())
                .lastLogTerm(request.lastLogTerm())
                .kind(request.kind())
                .encodedLength();
    }

    private static int voteReply(MutableDirectBuffer frame, Message.VoteReply reply) {
        return new VoteReplyEncoder()
                .wrap(frame, BODY)
                .term(reply.term())
                .campaignId(reply.campaignId())
                .kind(reply.kind())
                .granted(reply.granted() ? BooleanType.TRUE : BooleanType.FALSE)
                .encodedLength();
    }

    private static int append(MutableDirectBuffer frame, Message.Append append) {
        byte[] frames = frames(append.entries());
        return new AppendEntriesEncoder()
                .wrap(frame, BODY)
                .term(append.term())
                .requestId(append.requestId())
                .prevLogIndex(append.prevLogIndex())
                .prevLogTerm(append.prevLogTerm())
                .leaderCommit(append.leaderCommit())
                .readRound(append.readRound())
                .entryCount(append.entries().size())
                .putFrames(frames, 0, frames.length)
                .encodedLength();
    }

    private static int appendReply(MutableDirectBuffer frame, Message.AppendReply reply) {
        return new AppendReplyEncoder()
                .wrap(frame, BODY)
                .term(reply.term())
                .requestId(reply.requestId())
                .readRound(reply.readRound())
                .matchIndex(reply.matchIndex())
                .conflictTerm(reply.conflictTerm())
                .conflictIndex(reply.conflictIndex())
                .rejectedIndex(reply.rejectedIndex())
                .result(reply.result())
                .encodedLength();
    }

    /** Entry frames back to back. */
    static byte[] frames(List<Message.Entry> entries) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        EntryFrame.Writer writer = new EntryFrame.Writer();
        int at = 0;
        for (Message.Entry entry : entries) {
            UnsafeBuffer payload = new UnsafeBuffer(entry.payload().getBytes(StandardCharsets.ISO_8859_1));
            at += writer.write(buffer, at, entry.type(), entry.index(), entry.term(), payload);
        }
        byte[] frames = new byte[at];
        buffer.getBytes(0, frames);
        return frames;
    }

    static Message decode(byte[] bytes) {
        UnsafeBuffer frame = new UnsafeBuffer(bytes);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(frame, 0);
        int block = header.blockLength();
        int version = header.version();
        return switch (header.templateId()) {
            case VoteRequestDecoder.TEMPLATE_ID ->
                voteRequest(new VoteRequestDecoder().wrap(frame, BODY, block, version));
            case VoteReplyDecoder.TEMPLATE_ID -> voteReply(new VoteReplyDecoder().wrap(frame, BODY, block, version));
            case AppendEntriesDecoder.TEMPLATE_ID ->
                append(new AppendEntriesDecoder().wrap(frame, BODY, block, version));
            case AppendReplyDecoder.TEMPLATE_ID ->
                appendReply(new AppendReplyDecoder().wrap(frame, BODY, block, version));
            default -> throw new AssertionError("template " + header.templateId());
        };
    }

    private static Message voteRequest(VoteRequestDecoder body) {
        return new Message.VoteRequest(
                body.kind(), body.term(), body.campaignId(), body.lastLogIndex(), body.lastLogTerm());
    }

    private static Message voteReply(VoteReplyDecoder body) {
        return new Message.VoteReply(body.kind(), body.term(), body.campaignId(), body.granted() == BooleanType.TRUE);
    }

    private static Message append(AppendEntriesDecoder body) {
        int from = body.limit() + AppendEntriesDecoder.framesHeaderLength();
        List<Message.Entry> entries = entries(body.buffer(), from, from + body.framesLength());
        return new Message.Append(
                body.term(),
                body.requestId(),
                body.prevLogIndex(),
                body.prevLogTerm(),
                body.leaderCommit(),
                body.readRound(),
                entries);
    }

    private static Message appendReply(AppendReplyDecoder body) {
        return new Message.AppendReply(
                body.result(),
                body.term(),
                body.requestId(),
                body.readRound(),
                body.matchIndex(),
                body.conflictTerm(),
                body.conflictIndex(),
                body.rejectedIndex());
    }

    static List<Message.Entry> entries(DirectBuffer frames, int from, int to) {
        List<Message.Entry> entries = new ArrayList<>();
        EntryFrame frame = new EntryFrame();
        for (int at = from; at < to; at += frame.frameLength()) {
            entries.add(entry(frame.wrap(frames, at)));
        }
        return entries;
    }

    static Message.Entry entry(EntryFrame frame) {
        byte[] payload = new byte[frame.length()];
        frame.buffer().getBytes(frame.offset(), payload);
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return new Message.Entry(frame.index(), frame.term(), frame.type(), text);
    }
}
