package io.balsa.server;

import io.balsa.api.NodeStatus;
import io.balsa.api.OutcomeHandler;
import org.agrona.DirectBuffer;

/**
 * What the server needs of a Raft node: commands into the log, linearizable queries, and its status. Any thread may call;
 * commands that one thread submits are appended in the order it submitted them.
 */
public interface Replicated {
    /**
     * Submits one command.
     *
     * @param request       buffer that holds it; copied
     * @param offset        of its first byte
     * @param length        in bytes
     * @param correlationId passed back to the handler
     * @param handler       learns the outcome, on the node's loop or, when refused at once, on the calling thread
     * @return false when the node's queue is full; then nothing was submitted and the handler is not called
     */
    boolean submit(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler);

    /** Submits one linearizable query; everything as for {@link #submit}. */
    boolean query(DirectBuffer request, int offset, int length, long correlationId, OutcomeHandler handler);

    /** A recent picture of the node. */
    NodeStatus status();
}
