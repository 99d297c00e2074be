package io.balsa.node;

import io.balsa.spi.Arrivals;

/** What a {@link LoopRunner} or a {@link PolledLoop} turns. All methods but {@link #ingress} are called by its thread. */
public interface Crank {
    /**
     * One turn.
     *
     * @return how much there was to do; 0 when nothing
     * @throws RuntimeException what ends the loop
     */
    int turn();

    /** Whether nobody waits for anything any more. */
    boolean isQuiet();

    /** Whether somebody may wait for the next turn; a balanced loop that says no sleeps at once. */
    default boolean isLively() {
        return true;
    }

    /** The callers' edge. Any thread. */
    Ingress ingress();

    /** Where to wait for what others send. Any thread. */
    Arrivals arrivals();

    /**
     * The end: every open call is told what is known of it, and everything below is closed. Nothing is turned afterwards.
     *
     * @param inGoodOrder false after a failure: then nothing more is said to others
     */
    void finish(boolean inGoodOrder);
}
