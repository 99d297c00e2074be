package io.balsa.api;

import org.agrona.DirectBuffer;

/**
 * The allocation-free way to learn an {@link Outcome}. Exactly one of the methods is called, once per accepted command, by
 * the node's loop: return quickly, never block, never throw.
 */
public interface OutcomeHandler {
    /**
     * See {@link Outcome.Applied}.
     *
     * @param correlationId what the caller passed with the command
     * @param index         of the command in the log
     * @param result        buffer with the result; valid only during the call
     * @param offset        of its first byte
     * @param length        in bytes
     */
    void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length);

    /** See {@link Outcome.NotAppended}. */
    void onNotAppended(long correlationId, Reason reason);

    /** See {@link Outcome.Unknown}. */
    void onUnknown(long correlationId, Reason reason);
}
