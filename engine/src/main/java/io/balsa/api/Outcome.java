package io.balsa.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is known of a submitted command or query: it was applied, it certainly was not appended to any log that counts, or
 * nobody can say. Never a guess. Immutable and safe to keep.
 */
public sealed interface Outcome {
    /**
     * Committed by a majority and applied by the state machine that answered.
     *
     * @param index  of the command in the log; for a query the last index its answer reflects
     * @param term   of the command; for a query the term it was answered in
     * @param result what the state machine wrote
     */
    record Applied(long index, long term, byte[] result) implements Outcome {
        /** The length in place of the result, which may be long and means nothing to a log. */
        @Override
        public String toString() {
            return "Applied[index=" + index + ", term=" + term + ", result=" + result.length + " bytes]";
        }
    }

    /** Certainly not applied, now or later. Submitting again cannot apply it twice. */
    record NotAppended(Reason reason) implements Outcome {}

    /** Perhaps applied, perhaps not, perhaps later. Submitting again may apply it twice. */
    record Unknown(Reason reason) implements Outcome {}

    /**
     * The result's first eight bytes, little endian.
     *
     * @throws OutcomeException when not applied
     * @throws java.nio.BufferUnderflowException when the result is shorter
     */
    default long asLong() {
        return ByteBuffer.wrap(asBytes()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /**
     * The result.
     *
     * @throws OutcomeException when not applied
     */
    default byte[] asBytes() {
        if (this instanceof Applied applied) {
            return applied.result();
        }
        throw new OutcomeException(this);
    }

    /** Whether the command was applied. */
    default boolean isApplied() {
        return this instanceof Applied;
    }
}
