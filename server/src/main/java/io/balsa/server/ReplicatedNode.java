package io.balsa.server;

import io.balsa.RaftNode;
import io.balsa.api.NodeStatus;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import org.agrona.DirectBuffer;

/** A real node, which throws what the server tells its clients: that a command is too long. */
final class ReplicatedNode implements Replicated {
    private final RaftNode node;
    private final int maxCommandLength;

    ReplicatedNode(RaftNode node, int maxCommandLength) {
        this.node = node;
        this.maxCommandLength = maxCommandLength;
    }

    @Override
    public boolean submit(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler) {
        return isRefused(length, correlationId, handler)
                || node.submit(request, offset, length, correlationId, handler);
    }

    @Override
    public boolean query(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler) {
        return isRefused(length, correlationId, handler) || node.query(request, offset, length, correlationId, handler);
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }

    private boolean isRefused(int length, long correlationId, OutcomeHandler handler) {
        boolean refused = length > maxCommandLength;
        if (refused) {
            handler.onNotAppended(correlationId, Reason.TOO_LARGE);
        }
        return refused;
    }
}
