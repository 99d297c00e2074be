package io.balsa.api;

import org.agrona.DirectBuffer;

/**
 * The replicated service: a deterministic function of the committed commands (Raft §2).
 *
 * <p>All methods are called by the node's loop, one at a time and never concurrently. They must not block, and must not
 * look at clocks, random numbers, the environment or anything else that can differ between replicas; time is
 * {@link Command#clusterTimeMs()}. An exception that leaves {@link #apply} halts the node, because a replica that skips a
 * command silently is no longer a replica.
 */
public interface StateMachine {
    /**
     * Applies one committed command. Indices rise; those that are missing are entries of the protocol itself.
     *
     * @param command the command; valid only during the call, as are its buffers
     * @param result  receives what the caller of {@code submit} is told; empty when nothing is written
     */
    void apply(Command command, ResultWriter result);

    /**
     * Answers a read. Must not change state. Reads are linearizable: state is at least as new as every command that was
     * acknowledged before the read began.
     *
     * @param query  buffer with the query's bytes; valid only during the call
     * @param offset of the first byte
     * @param length in bytes
     * @param result receives the answer
     */
    void query(DirectBuffer query, int offset, int length, ResultWriter result);

    /**
     * A hash of the whole state, equal on replicas that have applied the same commands.
     *
     * @return the hash; 0 when the state machine does not offer one
     */
    default long stateHash() {
        return 0;
    }
}
