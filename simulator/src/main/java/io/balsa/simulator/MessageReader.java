package io.balsa.simulator;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.ReadIndexReplyDecoder;
import io.balsa.codec.ReadIndexRequestDecoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RequestsDecoder;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import io.balsa.simulator.machine.Message;

/** Reads what a frame says. Reused; one thread. */
final class MessageReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VoteRequestDecoder voteRequest = new VoteRequestDecoder();
    private final VoteReplyDecoder voteReply = new VoteReplyDecoder();
    private final AppendEntriesDecoder append = new AppendEntriesDecoder();
    private final AppendReplyDecoder appendReply = new AppendReplyDecoder();
    private final ReadIndexReplyDecoder readIndexReply = new ReadIndexReplyDecoder();

    /** What a type and a body amount to. */
    private record Content(MessageType type, long term, long first, long last, long commit, boolean positive) {
        static Content of(MessageType type) {
            return new Content(type, 0, 0, 0, 0, false);
        }
    }

    InFlight read(Message message) {
        Content content = content(message);
        return new InFlight(
                message.id(),
                message.from(),
                message.to(),
                content.type(),
                content.term(),
                content.first(),
                content.last(),
                content.commit(),
                content.positive(),
                message.isHeld());
    }

    private Content content(Message message) {
        header.wrap(message.frame(), 0);
        return switch (header.templateId()) {
            case VoteRequestDecoder.TEMPLATE_ID -> voteRequest(message);
            case VoteReplyDecoder.TEMPLATE_ID -> voteReply(message);
            case AppendEntriesDecoder.TEMPLATE_ID -> append(message);
            case AppendReplyDecoder.TEMPLATE_ID -> appendReply(message);
            case ReadIndexReplyDecoder.TEMPLATE_ID -> readIndexReply(message);
            case ReadIndexRequestDecoder.TEMPLATE_ID -> Content.of(MessageType.READ_INDEX_REQUEST);
            case RequestsDecoder.TEMPLATE_ID -> Content.of(MessageType.REQUESTS);
            case RepliesDecoder.TEMPLATE_ID -> Content.of(MessageType.REPLIES);
            default -> Content.of(MessageType.OTHER);
        };
    }

    private Content voteRequest(Message message) {
        voteRequest.wrapAndApplyHeader(message.frame(), 0, header);
        boolean isPreVote = voteRequest.kind() == VoteKind.PRE_VOTE;
        MessageType type = isPreVote ? MessageType.PRE_VOTE_REQUEST : MessageType.VOTE_REQUEST;
        return new Content(type, voteRequest.term(), 0, voteRequest.lastLogIndex(), 0, false);
    }

    private Content voteReply(Message message) {
        voteReply.wrapAndApplyHeader(message.frame(), 0, header);
        boolean isPreVote = voteReply.kind() == VoteKind.PRE_VOTE;
        MessageType type = isPreVote ? MessageType.PRE_VOTE_REPLY : MessageType.VOTE_REPLY;
        return new Content(type, voteReply.term(), 0, 0, 0, voteReply.granted() == BooleanType.TRUE);
    }

    private Content append(Message message) {
        append.wrapAndApplyHeader(message.frame(), 0, header);
        long prev = append.prevLogIndex();
        return new Content(
                MessageType.APPEND, append.term(), prev + 1, prev + append.entryCount(), append.leaderCommit(), false);
    }

    private Content appendReply(Message message) {
        appendReply.wrapAndApplyHeader(message.frame(), 0, header);
        boolean isAccepted = appendReply.result() == AppendResult.ACCEPTED;
        long last = isAccepted ? appendReply.matchIndex() : appendReply.rejectedIndex();
        return new Content(MessageType.APPEND_REPLY, appendReply.term(), 0, last, 0, isAccepted);
    }

    private Content readIndexReply(Message message) {
        readIndexReply.wrapAndApplyHeader(message.frame(), 0, header);
        long index = readIndexReply.readIndex();
        return new Content(MessageType.READ_INDEX_REPLY, 0, 0, index, 0, index >= 0);
    }
}
