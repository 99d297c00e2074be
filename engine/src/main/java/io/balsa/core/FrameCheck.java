package io.balsa.core;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.BooleanType;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;

/**
 * Whether a frame can be what it says, looked at before anything of it is used. Frames may be damaged, foreign or of
 * another version; a generated decoder reads beyond a short one, and throws for a value it does not know.
 */
final class FrameCheck {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private FrameCheck() {}

    /** Whether all fields that this version reads lie within the {@code length} bytes received. */
    static boolean isWhole(MessageHeaderDecoder header, int length) {
        int block = header.blockLength();
        return block >= fieldsLength(header.templateId()) && block <= length - MessageHeaderDecoder.ENCODED_LENGTH;
    }

    private static int fieldsLength(int templateId) {
        return switch (templateId) {
            case AppendEntriesDecoder.TEMPLATE_ID -> AppendEntriesDecoder.BLOCK_LENGTH;
            case AppendReplyDecoder.TEMPLATE_ID -> AppendReplyDecoder.BLOCK_LENGTH;
            case VoteRequestDecoder.TEMPLATE_ID -> VoteRequestDecoder.BLOCK_LENGTH;
            case VoteReplyDecoder.TEMPLATE_ID -> VoteReplyDecoder.BLOCK_LENGTH;
            default -> UNKNOWN;
        };
    }

    static boolean isSound(VoteRequestDecoder request) {
        return isKnown(request.kindRaw());
    }

    static boolean isSound(VoteReplyDecoder reply) {
        return isKnown(reply.kindRaw())
                && (reply.grantedRaw() == BooleanType.TRUE.value() || reply.grantedRaw() == BooleanType.FALSE.value());
    }

    private static boolean isKnown(short voteKind) {
        return voteKind == VoteKind.PRE_VOTE.value() || voteKind == VoteKind.VOTE.value();
    }

    static boolean isSound(AppendReplyDecoder reply) {
        short result = reply.resultRaw();
        return result >= AppendResult.ACCEPTED.value() && result <= AppendResult.STALE_TERM.value();
    }
}
