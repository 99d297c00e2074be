package io.balsa.transport.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FrameDescriptor;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame that is longer than what Aeron sends in one piece, an eighth of a term. It is copied, accepted as a whole, and
 * leaves as fragments while the link has room, over as many turns as that takes; until it has left, the link takes nothing
 * else. Terms can so be small, and many nodes share one machine, though a rare command is long.
 */
final class LongFrame {
    private final int maxLength;
    private final BufferClaim claim = new BufferClaim();
    private @Nullable UnsafeBuffer copy;
    private int length;
    private int sent;

    LongFrame(int maxLength) {
        this.maxLength = maxLength;
    }

    boolean isUnderWay() {
        return sent < length;
    }

    /** Takes a frame in two parts; not longer, together, than any frame may be. */
    void begin(DirectBuffer head, int headOffset, int headLength, DirectBuffer body, int bodyOffset, int bodyLength) {
        UnsafeBuffer target = copy;
        if (target == null) {
            target = new UnsafeBuffer(new byte[maxLength]);
            copy = target;
        }
        target.putBytes(0, head, headOffset, headLength);
        target.putBytes(headLength, body, bodyOffset, bodyLength);
        length = headLength + bodyLength;
        sent = 0;
    }

    /** Publishes as many fragments as there is room for. */
    void proceed(ExclusivePublication to) {
        UnsafeBuffer source = copy;
        while (source != null && isUnderWay()) {
            int part = Math.min(to.maxPayloadLength(), length - sent);
            long position = to.tryClaim(part, claim);
            if (position == Publication.ADMIN_ACTION) {
                continue; // The term has rotated; this happens once in a term.
            }
            if (position < 0) {
                return;
            }
            claim.flags(flags(part)).putBytes(source, sent, part).commit();
            sent += part;
        }
    }

    private byte flags(int part) {
        int first = sent == 0 ? FrameDescriptor.BEGIN_FRAG_FLAG : 0;
        int last = sent + part == length ? FrameDescriptor.END_FRAG_FLAG : 0;
        return (byte) (first | last);
    }

    void drop() {
        length = 0;
        sent = 0;
    }
}
