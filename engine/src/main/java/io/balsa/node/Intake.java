package io.balsa.node;

import io.balsa.api.Reason;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;

/** Drains the callers' ring: a leader appends at once, everybody else holds; reads go to their queue. Loop thread. */
final class Intake implements MessageHandler {
    private final Origin origin = new Origin();
    private final Ingress ingress;
    private final Calls calls;
    private final Submissions submissions;
    private final Forwards forwards;
    private final Queries queries;
    private long nowNs;

    Intake(Ingress ingress, Calls calls, Submissions submissions, Forwards forwards, Queries queries) {
        this.ingress = ingress;
        this.calls = calls;
        this.submissions = submissions;
        this.forwards = forwards;
        this.queries = queries;
    }

    /** Takes what callers have placed since the last turn. @return how many */
    int drain(long nowNs) {
        this.nowNs = nowNs;
        return ingress.drain(this);
    }

    @Override
    public void onMessage(int kind, MutableDirectBuffer buffer, int index, int length) {
        long token = calls.open(buffer.getInt(index), nowNs);
        if (token == Calls.EXPIRED) {
            return;
        }
        int offset = index + Ingress.HEADER_LENGTH;
        int payloadLength = length - Ingress.HEADER_LENGTH;
        boolean isTaken = kind == Ingress.QUERY
                ? queries.add(origin.local(token), calls.deadlineOf(token), buffer, offset, payloadLength)
                : submit(token, buffer, offset, payloadLength);
        if (!isTaken) {
            Call call = calls.find(token);
            if (call != null) {
                calls.notAppended(call, Reason.BUSY);
            }
        }
    }

    private boolean submit(long token, MutableDirectBuffer buffer, int offset, int length) {
        // Not past commands that wait here already.
        if (submissions.isOpen() && !forwards.hasUnsent() && submissions.append(token, buffer, offset, length) > 0) {
            return true;
        }
        return forwards.hold(token, buffer, offset, length);
    }
}
