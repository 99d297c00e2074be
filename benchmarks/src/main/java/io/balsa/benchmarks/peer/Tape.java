package io.balsa.benchmarks.peer;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The state machine of every peer: counts commands and folds their tokens into a hash, so that a node that skipped or
 * repeated one is seen. Written by the thread that applies, read by any.
 */
public final class Tape {
    private static final long PRIME = 0x100000001b3L;

    private long hash;
    private volatile long applied;

    /** Applies the command that lies there. @return its token, which is the answer */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public long apply(DirectBuffer buffer, int offset) {
        long token = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        hash = (hash ^ token) * PRIME;
        applied++;
        return token;
    }

    /** How many were applied. */
    public long applied() {
        return applied;
    }

    /** The same on all nodes that applied the same commands in the same order. Read after {@link #applied}. */
    public long hash() {
        return hash;
    }
}
