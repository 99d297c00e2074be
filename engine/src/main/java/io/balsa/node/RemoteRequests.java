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
    private final Int2ObjectHashMap<Seen> seen = new Int2ObjectHashMap<>();
    private final Context context;
    private final Submissions submissions;
    private final Queries queries;
    private final Answers answers;

    /** The newest command that a member passed on. */
    private static final class Seen {
        private long session;
        private long sequence;

        /** Whether a command is new: a member counts upwards, and counts anew only in a new session. */
        boolean isNew(long itsSession, long itsSequence) {
            boolean isNew = itsSession != session || itsSequence > sequence;
            if (isNew) {
                session = itsSession;
                sequence = itsSequence;
            }
            return isNew;
        }
    }

    RemoteRequests(Context context, Submissions submissions, Queries queries, Answers answers) {
        this.context = context;
        this.submissions = submissions;
        this.queries = queries;
        this.answers = answers;
    }

    /** From a member. A frame that comes twice is taken once. */
    void onMember(int member, RequestsDecoder frame) {
        Seen ofMember = seen.get(member);
        if (ofMember == null) {
            ofMember = new Seen();
            seen.put(member, ofMember);
        }
        for (RequestDecoder request = frame.request(); request.hasNext(); ) {
            request.next();
            boolean isNew = ofMember.isNew(request.session(), request.sequence());
            take(request, origin.set(Origin.MEMBER, member, request.correlationId()), frame.buffer(), isNew);
        }
    }

    /** From a client that said hello. */
    void onClient(long link, RequestsDecoder frame) {
        for (RequestDecoder request = frame.request(); request.hasNext(); ) {
            request.next();
            take(request, origin.set(Origin.CLIENT, link, request.correlationId()), frame.buffer(), true);
        }
    }

    /** The decoder to wrap around the next frame. */
    RequestsDecoder decoder() {
        return requests;
    }

    private void take(RequestDecoder request, Origin from, DirectBuffer buffer, boolean isNew) {
        byte kind = (byte) request.kindRaw();
        long session = request.session();
        long sequence = request.sequence();
        long timeoutMs = request.timeoutMs();
        int length = request.payloadLength();
        int offset = requests.limit() + RequestDecoder.payloadHeaderLength();
        request.skipPayload();
        if (!isNew) {
            return;
        }
        if (length > context.limits().maxCommandLength()) {
            answers.notAppended(from, Reason.TOO_LARGE);
        } else if (kind == RequestKind.SUBMIT.value()) {
            submissions.append(from, session, sequence, buffer, offset, length);
        } else {
            query(from, timeoutMs, buffer, offset, length);
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
