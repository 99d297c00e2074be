package io.balsa.transport.aeron;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts fragments together to frames again. A frame in one fragment is passed on where it lies; a longer one is collected in
 * a buffer that grows to the longest seen, never beyond the limit: what would be longer is dropped, and so is the tail of a
 * frame whose beginning this end has not heard.
 */
abstract class FrameAssembler implements FragmentHandler {
    private static final int INITIAL_CAPACITY = 64 * 1024;

    private final int maxFrameLength;
    private final UnsafeBuffer collected = new UnsafeBuffer(0, 0);
    private int length;
    private boolean collecting;
    private int delivered;

    FrameAssembler(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    /** One whole frame; the buffer is valid only during the call. */
    abstract void onFrame(DirectBuffer buffer, int offset, int length);

    /** Takes the number of frames delivered since the last call. */
    final int takeDelivered() {
        int taken = delivered;
        delivered = 0;
        return taken;
    }

    @Override
    public final void onFragment(DirectBuffer buffer, int offset, int fragmentLength, Header header) {
        byte flags = header.flags();
        if ((flags & FrameDescriptor.UNFRAGMENTED) == FrameDescriptor.UNFRAGMENTED) {
            if (fragmentLength <= maxFrameLength) {
                delivered++;
                onFrame(buffer, offset, fragmentLength);
            }
            return;
        }
        if ((flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0) {
            collecting = true;
            length = 0;
        }
        if (collecting) {
            collect(buffer, offset, fragmentLength, (flags & FrameDescriptor.END_FRAG_FLAG) != 0);
        }
    }

    private void collect(DirectBuffer buffer, int offset, int fragmentLength, boolean isLast) {
        if (fragmentLength > maxFrameLength - length) {
            collecting = false;
            return;
        }
        ensureCapacity(length + fragmentLength);
        collected.putBytes(length, buffer, offset, fragmentLength);
        length += fragmentLength;
        if (isLast) {
            collecting = false;
            delivered++;
            onFrame(collected, 0, length);
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > collected.capacity()) {
            long doubled = Math.max(INITIAL_CAPACITY, 2L * collected.capacity());
            byte[] grown = new byte[(int) Math.max(needed, Math.min(doubled, maxFrameLength))];
            collected.getBytes(0, grown, 0, length);
            collected.wrap(grown);
        }
    }
}
