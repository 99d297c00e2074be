package io.balsa.benchmarks.peer.balsa;

import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import io.balsa.benchmarks.peer.Replies;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Hands outcomes on, and holds the answer against the command's token. */
final class Outcomes implements OutcomeHandler {
    private final Replies replies;

    Outcomes(Replies replies) {
        this.replies = replies;
    }

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        if (length != Long.BYTES || result.getLong(offset, ByteOrder.LITTLE_ENDIAN) != correlationId) {
            replies.onWrongAnswer("the answer to command " + correlationId + " is another one's");
        }
        replies.onReply(correlationId);
    }

    @Override
    public void onNotAppended(long correlationId, Reason reason) {
        replies.onFailure("command " + correlationId + " was not appended: " + reason);
    }

    @Override
    public void onUnknown(long correlationId, Reason reason) {
        replies.onFailure("nobody knows of command " + correlationId + ": " + reason);
    }
}
