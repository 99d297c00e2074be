package io.balsa.node;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.ClientHelloDecoder;
import io.balsa.codec.GoodbyeDecoder;
import io.balsa.codec.ReadIndexReplyDecoder;
import io.balsa.codec.ReadIndexRequestDecoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RepliesDecoder.ReplyDecoder;
import io.balsa.codec.RequestsDecoder;
import io.balsa.codec.RequestsDecoder.RequestDecoder;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Whether the lengths inside a frame fit into it, so that a decoder of its template reads nothing beyond. Blocks may be
 * longer than known here: a newer schema appends fields.
 */
public final class FrameShape {
    private static final int DATA_HEADER = RequestDecoder.payloadHeaderLength();

    private FrameShape() {}

    /** Length of a template's fixed block as known here, or -1 for a template that is not spoken between nodes. */
    static int peerBlockLength(int templateId) {
        return switch (templateId) {
            case VoteRequestDecoder.TEMPLATE_ID -> VoteRequestDecoder.BLOCK_LENGTH;
            case VoteReplyDecoder.TEMPLATE_ID -> VoteReplyDecoder.BLOCK_LENGTH;
            case AppendEntriesDecoder.TEMPLATE_ID -> AppendEntriesDecoder.BLOCK_LENGTH;
            case AppendReplyDecoder.TEMPLATE_ID -> AppendReplyDecoder.BLOCK_LENGTH;
            case ReadIndexRequestDecoder.TEMPLATE_ID -> ReadIndexRequestDecoder.BLOCK_LENGTH;
            case ReadIndexReplyDecoder.TEMPLATE_ID -> ReadIndexReplyDecoder.BLOCK_LENGTH;
            case RequestsDecoder.TEMPLATE_ID -> RequestsDecoder.BLOCK_LENGTH;
            case RepliesDecoder.TEMPLATE_ID -> RepliesDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    /** As {@link #peerBlockLength}, for what a client may say. */
    static int clientBlockLength(int templateId) {
        return switch (templateId) {
            case RequestsDecoder.TEMPLATE_ID -> RequestsDecoder.BLOCK_LENGTH;
            case ClientHelloDecoder.TEMPLATE_ID -> ClientHelloDecoder.BLOCK_LENGTH;
            case GoodbyeDecoder.TEMPLATE_ID -> GoodbyeDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    /** Whether what follows the fixed block, which ends at {@code offset}, fits before {@code end}. */
    static boolean fits(int templateId, DirectBuffer frame, int offset, int end) {
        return switch (templateId) {
            case AppendEntriesDecoder.TEMPLATE_ID -> afterData(frame, offset, end) >= 0;
            case RequestsDecoder.TEMPLATE_ID -> groupFits(RequestDecoder.sbeBlockLength(), frame, offset, end);
            case RepliesDecoder.TEMPLATE_ID -> groupFits(ReplyDecoder.sbeBlockLength(), frame, offset, end);
            default -> true;
        };
    }

    /** Whether a group of blocks, each with one length-prefixed piece of data behind it, lies between offset and end. */
    public static boolean groupFits(int knownBlockLength, DirectBuffer frame, int offset, int end) {
        if (end - offset < RequestDecoder.HEADER_SIZE) {
            return false;
        }
        int blockLength = frame.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        int count = frame.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        if (count > 0 && blockLength < knownBlockLength) {
            return false;
        }
        int position = offset + RequestDecoder.HEADER_SIZE;
        for (int i = 0; i < count; i++) {
            if (end - position < blockLength) {
                return false;
            }
            position = afterData(frame, position + blockLength, end);
            if (position < 0) {
                return false;
            }
        }
        return true;
    }

    private static int afterData(DirectBuffer frame, int offset, int end) {
        if (end - offset < DATA_HEADER) {
            return -1;
        }
        int length = frame.getInt(offset, ByteOrder.LITTLE_ENDIAN);
        return length < 0 || length > end - offset - DATA_HEADER ? -1 : offset + DATA_HEADER + length;
    }
}
