package io.balsa.simulator.check;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import org.agrona.DirectBuffer;

/** Looks at a frame that a member sent, to another or to a client. A flyweight; the accessors of one kind are of use only when the frame is of that kind. */
final class PeerFrame {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VoteRequestDecoder voteRequest = new VoteRequestDecoder();
    private final VoteReplyDecoder voteReply = new VoteReplyDecoder();
    private final AppendEntriesDecoder append = new AppendEntriesDecoder();
    private final AppendReplyDecoder appendReply = new AppendReplyDecoder();
    private final RepliesDecoder replies = new RepliesDecoder();
    private int template;
    private int to;

    PeerFrame wrap(DirectBuffer frame, int receiver) {
        header.wrap(frame, 0);
        template = header.templateId();
        to = receiver;
        switch (template) {
            case AppendEntriesDecoder.TEMPLATE_ID -> append.wrapAndApplyHeader(frame, 0, header);
            case AppendReplyDecoder.TEMPLATE_ID -> appendReply.wrapAndApplyHeader(frame, 0, header);
            case VoteRequestDecoder.TEMPLATE_ID -> voteRequest.wrapAndApplyHeader(frame, 0, header);
            case VoteReplyDecoder.TEMPLATE_ID -> voteReply.wrapAndApplyHeader(frame, 0, header);
            case RepliesDecoder.TEMPLATE_ID -> replies.wrapAndApplyHeader(frame, 0, header);
            default -> {}
        }
        return this;
    }

    /** Receiver. */
    int to() {
        return to;
    }

    boolean isAppend() {
        return template == AppendEntriesDecoder.TEMPLATE_ID;
    }

    AppendEntriesDecoder append() {
        return append;
    }

    /** Where the entries of an append begin in its buffer. */
    static int framesOffset(AppendEntriesDecoder append) {
        return append.limit() + AppendEntriesDecoder.framesHeaderLength();
    }

    /** Bytes of the entries of an append. */
    static int framesLength(AppendEntriesDecoder append) {
        int at = append.limit();
        return append.buffer().getInt(at, AppendEntriesDecoder.BYTE_ORDER);
    }

    boolean isAppendReply() {
        return template == AppendReplyDecoder.TEMPLATE_ID;
    }

    AppendReplyDecoder appendReply() {
        return appendReply;
    }

    /** Whether it says that entries are durable and equal to the leader's. */
    boolean isAcknowledgement() {
        return isAppendReply() && appendReply.result() == AppendResult.ACCEPTED;
    }

    boolean isVoteReply() {
        return template == VoteReplyDecoder.TEMPLATE_ID;
    }

    VoteReplyDecoder voteReply() {
        return voteReply;
    }

    /** Whether it gives a vote away; a pre-vote binds nobody. */
    boolean isVote() {
        return isVoteReply() && voteReply.kind() == VoteKind.VOTE && voteReply.granted() == BooleanType.TRUE;
    }

    boolean isVoteRequest() {
        return template == VoteRequestDecoder.TEMPLATE_ID;
    }

    VoteRequestDecoder voteRequest() {
        return voteRequest;
    }

    /** Whether it asks for a vote, and so says that the sender has voted for itself. */
    boolean isCampaign() {
        return isVoteRequest() && voteRequest.kind() == VoteKind.VOTE;
    }

    /** Whether it tells a process that a call of its was applied. */
    boolean tellsOfApplied() {
        boolean tells = false;
        if (template == RepliesDecoder.TEMPLATE_ID) {
            for (RepliesDecoder.ReplyDecoder reply : replies.sbeRewind().reply()) {
                tells |= reply.status() == ReplyStatus.APPLIED;
                reply.skipPayload();
            }
        }
        return tells;
    }

    /** The sender's term, which it must have on its disk before it says so; 0 when the frame says nothing of it. */
    long spokenTerm() {
        return switch (template) {
            case AppendEntriesDecoder.TEMPLATE_ID -> append.term();
            case AppendReplyDecoder.TEMPLATE_ID -> appendReply.term();
            case VoteRequestDecoder.TEMPLATE_ID -> isCampaign() ? voteRequest.term() : voteRequest.term() - 1;
            case VoteReplyDecoder.TEMPLATE_ID -> isPreVoteGrant() ? 0 : voteReply.term();
            default -> 0;
        };
    }

    /** It repeats the term that was asked for, which is not the sender's. */
    private boolean isPreVoteGrant() {
        return voteReply.kind() == VoteKind.PRE_VOTE && voteReply.granted() == BooleanType.TRUE;
    }
}
