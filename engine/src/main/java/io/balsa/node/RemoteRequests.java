package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.codec.RequestKind;
import io.balsa.codec.RequestsDecoder;
import io.balsa.codec.RequestsDecoder.RequestDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** Requests that members pass on and clients send. Only the leader takes them; everybody else says so. Loop thread. */
final class RemoteRequests {
    private final RequestsDecoder requests = new RequestsDecoder();
    private final Origin origin = new Origin();
    private final Int2ObjectHashMap<Seen> seenFrom = new Int2ObjectHashMap<>();
    private final Context context;
    private final Submissions submissions;
    private final Queries queries;
    private final Answers answers;

    RemoteRequests(Context context, Submissions submissions, Queries queries, Answers answers) {
        this.context = context;
        this.submissions = submissions;
        this.queries = queries;
        this.answers = answers;
    }

    /** From a member. */
    void onMember(int member, RequestsDecoder frame) {
        Seen seen = seenFrom.get(member);
        if (seen == null) {
            seen = new Seen();
            seenFrom.put(member, seen);
        }
        for (RequestDecoder request = frame.request(); request.hasNext(); ) {
            request.next();
            take(request, origin.set(Origin.MEMBER, member, request.correlationId()), frame.buffer(), seen);
        }
    }

    /** From a client that said hello. */
    void onClient(long link, Seen seen, RequestsDecoder frame) {
        for (RequestDecoder request = frame.request(); request.hasNext(); ) {
            request.next();
            take(request, origin.set(Origin.CLIENT, link, request.correlationId()), frame.buffer(), seen);
        }
    }

    /** The decoder to wrap around the next frame. */
    RequestsDecoder decoder() {
        return requests;
    }

    private void take(RequestDecoder request, Origin from, DirectBuffer buffer, Seen seen) {
        byte kind = (byte) request.kindRaw();
        long session = request.session();
        long sequence = request.sequence();
        long timeoutMs = request.timeoutMs();
        int length = request.payloadLength();
        int offset = requests.limit() + RequestDecoder.payloadHeaderLength();
        request.skipPayload();
        if (length > context.limits().maxCommandLength()) {
            answers.notAppended(from, Reason.TOO_LARGE);
        } else if (kind == RequestKind.SUBMIT.value()) {
            if (seen.isNew(session, sequence)) {
                submissions.append(from, session, sequence, buffer, offset, length);
            }
        } else if (kind == RequestKind.QUERY.value()) {
            query(from, timeoutMs, buffer, offset, length);
        } else {
            // Of a newer version; no reason on the wire says that, so the sender's patience has to end it.
            context.counters().dropped(DropReason.CONTENT);
        }
    }

    private void query(Origin from, long timeoutMs, DirectBuffer buffer, int offset, int length) {
        long deadlineNs = context.clock().nowNs() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        if (!context.isLeader()) {
            answers.notAppended(from, Reason.NOT_LEADER);
        } else if (!queries.add(from, deadlineNs, buffer, offset, length)) {
            answers.notAppended(from, Reason.BUSY);
        }
    }
}
