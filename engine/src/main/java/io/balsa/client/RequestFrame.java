package io.balsa.client;

import io.balsa.codec.RequestKind;
import io.balsa.codec.RequestsEncoder;
import io.balsa.codec.RequestsEncoder.RequestEncoder;
import io.balsa.core.Envelope;
import io.balsa.spi.ClientTransport;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packs what waits into frames of the usual length: everything that arrived since the last turn travels together. A frame that
 * the transport does not take is taken apart again, because a caller may lose patience before it leaves. Loop thread.
 */
final class RequestFrame {
    private static final int FRAME_HEADER_LENGTH =
            Envelope.LENGTH + RequestsEncoder.BLOCK_LENGTH + RequestEncoder.HEADER_SIZE;
    private static final int REQUEST_HEADER_LENGTH =
            RequestEncoder.sbeBlockLength() + RequestEncoder.payloadHeaderLength();
    private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Requests requests;
    private final Envelope envelope;
    private final long session;
    private final UnsafeBuffer frame;
    private final RequestsEncoder encoder = new RequestsEncoder();
    private final long[] packed;

    /** Most that one frame carries: bytes if it is of one request, and requests. */
    record Size(int bytes, int requests) {}

    RequestFrame(Requests requests, Envelope envelope, long session, Size size) {
        this.requests = requests;
        this.envelope = envelope;
        this.session = session;
        this.frame = new UnsafeBuffer(new byte[size.bytes()]);
        this.packed = new long[Math.min(size.requests(), RequestEncoder.countMaxValue())];
    }

    /** Length of a frame that holds many usual requests, and one of the longest. */
    static int usefulLength(int maxCommandLength) {
        return Math.max(Envelope.USUAL_FRAME_LENGTH, leastLength(maxCommandLength));
    }

    /** Length of a frame that holds one of the longest requests. */
    static int leastLength(int maxCommandLength) {
        return FRAME_HEADER_LENGTH + REQUEST_HEADER_LENGTH + maxCommandLength;
    }

    /** Sends what waits to this node, as far as the transport takes it. @return how many requests left */
    int send(ClientTransport transport, int nodeId, long nowNs) {
        int total = 0;
        int sent;
        do {
            sent = sendOne(transport, nodeId, nowNs);
            total += sent;
        } while (sent > 0);
        return total;
    }

    private int sendOne(ClientTransport transport, int nodeId, long nowNs) {
        int count = requests.isAnyToSend() && transport.hasRoom() ? pack(nowNs) : 0;
        if (count == 0) {
            return 0;
        }
        int length = encode(nodeId, count, nowNs);
        if (!transport.send(frame, 0, length)) {
            for (int i = count - 1; i >= 0; i--) {
                requests.putBack(packed[i]);
            }
            return 0;
        }
        for (int i = 0; i < count; i++) {
            requests.sent(packed[i]);
        }
        return count;
    }

    private int pack(long nowNs) {
        int count = 0;
        int length = FRAME_HEADER_LENGTH;
        while (count < packed.length) {
            long position = requests.poll(nowNs);
            if (position == Requests.NONE) {
                break;
            }
            int requestLength = REQUEST_HEADER_LENGTH + requests.payloadLength(position);
            int most = count == 0 ? frame.capacity() : Math.min(frame.capacity(), Envelope.USUAL_FRAME_LENGTH);
            if (length + requestLength > most) {
                requests.putBack(position);
                break;
            }
            packed[count++] = position;
            length += requestLength;
        }
        return count;
    }

    private int encode(int nodeId, int count, long nowNs) {
        envelope.write(frame, nodeId, RequestsEncoder.TEMPLATE_ID, RequestsEncoder.BLOCK_LENGTH);
        encoder.wrap(frame, Envelope.LENGTH);
        RequestEncoder request = encoder.requestCount(count);
        for (int i = 0; i < count; i++) {
            long position = packed[i];
            request.next()
                    .correlationId(requests.token(position))
                    .session(session)
                    .sequence(requests.nextSequence(position))
                    .timeoutMs(remainingMs(position, nowNs))
                    .kind(requests.isCommand(position) ? RequestKind.SUBMIT : RequestKind.QUERY)
                    .putPayload(requests.buffer(), requests.payloadOffset(position), requests.payloadLength(position));
        }
        return encoder.limit();
    }

    private int remainingMs(long position, long nowNs) {
        long remainingNs = requests.deadlineNs(position) - nowNs;
        return Math.clamp((remainingNs + NS_PER_MS - 1) / NS_PER_MS, 1, Integer.MAX_VALUE);
    }
}
