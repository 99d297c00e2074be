package io.balsa.node;

import io.balsa.api.Reason;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RepliesDecoder.ReplyDecoder;
import io.balsa.codec.ReplyStatus;
import org.agrona.concurrent.UnsafeBuffer;

/** What leaders say of the commands that this node passed on to them. Loop thread. */
final class RemoteOutcomes {
    private static final Reason[] REASONS = Reason.values();

    private final RepliesDecoder replies = new RepliesDecoder();
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final Calls calls;
    private final Forwards forwards;

    RemoteOutcomes(Calls calls, Forwards forwards) {
        this.calls = calls;
        this.forwards = forwards;
    }

    /** The decoder to wrap around the next frame. */
    RepliesDecoder decoder() {
        return replies;
    }

    /** The frame in {@link #decoder()} has come. */
    void onReplies() {
        for (ReplyDecoder reply = replies.reply(); reply.hasNext(); ) {
            reply.next();
            Call call = calls.find(reply.correlationId());
            boolean isSent = call != null && call.heldAt >= 0 && call.mayApply;
            if (call != null && isSent) {
                resolve(call, reply);
            }
            reply.skipPayload();
        }
    }

    private void resolve(Call call, ReplyDecoder reply) {
        int status = reply.statusRaw();
        if (status == ReplyStatus.APPLIED.value()) {
            int length = reply.payloadLength();
            payload.wrap(replies.buffer(), replies.limit() + ReplyDecoder.payloadHeaderLength(), length);
            calls.applied(call, reply.index(), reply.term(), payload, 0, length);
        } else if (status == ReplyStatus.NOT_APPENDED.value()) {
            refuse(call, reasonOf(reply.reason()));
        } else {
            calls.unknown(call, reasonOf(reply.reason()));
        }
    }

    private void refuse(Call call, Reason reason) {
        if (reason == Reason.NOT_LEADER || reason == Reason.CLOSED) {
            forwards.onRefused(call);
        } else {
            calls.notAppended(call, reason);
        }
    }

    /** A code of a newer version means as much as that the leader has no use for the command. */
    private static Reason reasonOf(int code) {
        return code >= 1 && code <= REASONS.length ? Reason.of(code) : Reason.LEADER_LOST;
    }
}
