package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.codec.RepliesEncoder;
import io.balsa.codec.RepliesEncoder.ReplyEncoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.core.Envelope;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one destination is told in one turn: replies travel together, in frames of the usual length. Frames that the link
 * has no room for wait in a bounded queue; beyond that they are dropped, and the receiver does not know, as after any loss.
 * Loop thread.
 */
final class ReplyBatch {
    private static final int FRAME_OVERHEAD = Envelope.LENGTH + RepliesEncoder.BLOCK_LENGTH + ReplyEncoder.HEADER_SIZE;
    private static final int REPLY_OVERHEAD = ReplyEncoder.sbeBlockLength() + ReplyEncoder.payloadHeaderLength();
    private static final int MAX_REPLIES = ReplyEncoder.countMaxValue();
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(0, 0);

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(1024);
    private final RepliesEncoder replies = new RepliesEncoder();
    private final NodeLink link;
    private final RecordQueue backlog;
    private final int usualFrameLength;
    private ReplyEncoder reply = replies.wrap(frame, Envelope.LENGTH).replyCount(0);
    private int count;
    private boolean isListed;
    private boolean isClosed;

    ReplyBatch(NodeLink link, int maxBacklogBytes) {
        this.link = link;
        this.backlog = new RecordQueue(64, maxBacklogBytes);
        // So that a frame that the link has no room for has room in the backlog.
        this.usualFrameLength =
                Math.min(Envelope.USUAL_FRAME_LENGTH, Math.min(link.maxFrameLength(), maxBacklogBytes / 2));
    }

    /** Bytes of a frame that holds one reply with a payload of that length. */
    static int frameLength(int payloadLength) {
        return FRAME_OVERHEAD + REPLY_OVERHEAD + payloadLength;
    }

    void applied(long correlationId, long index, long term, ResultBuffer result) {
        begin(correlationId, result.length())
                .index(index)
                .term(term)
                .status(ReplyStatus.APPLIED)
                .reason((short) 0)
                .putPayload(result.bytes(), 0, result.length());
    }

    void notAppended(long correlationId, Reason reason) {
        refuse(correlationId, ReplyStatus.NOT_APPENDED, reason);
    }

    void unknown(long correlationId, Reason reason) {
        refuse(correlationId, ReplyStatus.UNKNOWN, reason);
    }

    /** Whether it is in a list of batches with something to send; kept for the owner of that list. */
    boolean isListed() {
        return isListed;
    }

    void listed(boolean listed) {
        isListed = listed;
    }

    /** The link is gone: nothing will be sent any more. */
    void close() {
        isClosed = true;
    }

    /** Sends what there is, as far as the link takes it. @return whether nothing is left to send */
    boolean flush() {
        if (isClosed) {
            return true;
        }
        while (!backlog.isEmpty()) {
            long head = backlog.head();
            int offset = backlog.offset(head);
            int length = backlog.buffer().getInt(offset);
            if (!link.send(backlog.buffer(), offset + Integer.BYTES, length)) {
                return false;
            }
            backlog.release(head);
        }
        seal();
        return backlog.isEmpty();
    }

    private void refuse(long correlationId, ReplyStatus status, Reason reason) {
        begin(correlationId, 0)
                .index(0)
                .term(0)
                .status(status)
                .reason((short) reason.code())
                .putPayload(NOTHING, 0, 0);
    }

    private ReplyEncoder begin(long correlationId, int payloadLength) {
        boolean isFull = replies.limit() + REPLY_OVERHEAD + payloadLength > usualFrameLength;
        if (count > 0 && (isFull || count == MAX_REPLIES)) {
            seal();
        }
        if (count == 0) {
            reply = replies.wrap(frame, Envelope.LENGTH).replyCount(MAX_REPLIES);
        }
        count++;
        return reply.next().correlationId(correlationId);
    }

    private void seal() {
        if (count == 0) {
            return;
        }
        count = 0;
        reply.resetCountToIndex();
        replies.leaderId(link.leaderId());
        link.envelope(frame, RepliesEncoder.TEMPLATE_ID, RepliesEncoder.BLOCK_LENGTH);
        int length = replies.limit();
        if (!backlog.isEmpty() || !link.send(frame, 0, length)) {
            keep(length);
        }
    }

    private void keep(int length) {
        long position = backlog.claim(Integer.BYTES + length);
        if (position == RecordQueue.FULL) {
            link.dropped();
            return;
        }
        int offset = backlog.offset(position);
        backlog.buffer().putInt(offset, length);
        backlog.buffer().putBytes(offset + Integer.BYTES, frame, 0, length);
    }
}
