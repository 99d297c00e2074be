package io.balsa.benchmarks.peer;

import org.agrona.DirectBuffer;

/** One client of a cluster, which belongs to one thread. */
public interface Session extends AutoCloseable {
    /**
     * Sends a command, whose first eight bytes (little endian) are its token: a number from 0 on, one more each time. The
     * bytes are not needed any more when this returns.
     *
     * @return false when it cannot be sent now; nothing was sent then
     */
    boolean offer(DirectBuffer command, int length);

    /** Takes in answers where the peer leaves that to its caller, and keeps the session alive; elsewhere does nothing. */
    void poll();

    /**
     * Whether threads of the peer's bring the answers, so that a caller who has nothing to do now leaves them the processor and
     * sleeps; otherwise it {@link #rest rests}, and polls again.
     */
    boolean bringsAnswers();

    /** Nothing to do but to wait for answers, where the caller polls for them: lets others run. */
    default void rest() {
        Thread.yield();
    }

    @Override
    void close() throws Exception;
}
