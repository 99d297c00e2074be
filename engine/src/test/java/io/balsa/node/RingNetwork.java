package io.balsa.node;

import io.balsa.api.Membership;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/** Members in one process, each with a ring that the others write to: for nodes on threads, and without any allocation. */
public final class RingNetwork {
    private static final int RING_BYTES = 4 << 20;
    private static final int FRAME = 1;

    // By node id; an array, because a map would box the ids.
    private final AtomicReferenceArray<@Nullable ManyToOneRingBuffer> inboxes = new AtomicReferenceArray<>(16);

    /** Opens the transport of a node. */
    public Transport open(int nodeId) {
        ManyToOneRingBuffer inbox = new ManyToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        inboxes.set(nodeId, inbox);
        return new End(nodeId, inbox);
    }

    private final class End implements Transport {
        private final int nodeId;
        private final ManyToOneRingBuffer inbox;
        private final MessageHandler deliver = this::deliver;
        private @Nullable TransportHandler handler;

        End(int nodeId, ManyToOneRingBuffer inbox) {
            this.nodeId = nodeId;
            this.inbox = inbox;
        }

        @Override
        public void connect(Membership membership) {}

        @Override
        public int poll(TransportHandler handler, int limit) {
            this.handler = handler;
            return inbox.read(deliver, limit);
        }

        private void deliver(int type, MutableDirectBuffer buffer, int index, int length) {
            Objects.requireNonNull(handler).onPeerFrame(buffer, index, length);
        }

        @Override
        public boolean send(int to, DirectBuffer frame, int offset, int length) {
            ManyToOneRingBuffer outbox = inboxes.get(to);
            return outbox != null && outbox.write(FRAME, frame, offset, length);
        }

        @Override
        public boolean send(
                int to,
                DirectBuffer head,
                int headOffset,
                int headLength,
                DirectBuffer body,
                int bodyOffset,
                int bodyLength) {
            ManyToOneRingBuffer outbox = inboxes.get(to);
            int index = outbox == null ? -1 : outbox.tryClaim(FRAME, headLength + bodyLength);
            if (outbox == null || index < 0) {
                return false;
            }
            outbox.buffer().putBytes(index, head, headOffset, headLength);
            outbox.buffer().putBytes(index + headLength, body, bodyOffset, bodyLength);
            outbox.commit(index);
            return true;
        }

        @Override
        public boolean reply(long clientLink, DirectBuffer frame, int offset, int length) {
            return false;
        }

        @Override
        public void disconnect(long clientLink) {}

        @Override
        public int flush() {
            return 0;
        }

        @Override
        public int maxFrameLength() {
            return RING_BYTES / 8 - 8;
        }

        @Override
        public void close() {
            inboxes.compareAndSet(nodeId, inbox, null);
        }
    }
}
