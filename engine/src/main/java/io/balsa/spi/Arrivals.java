package io.balsa.spi;

/** Where a loop that has nothing to do waits for what others send. */
public interface Arrivals {
    /**
     * Waits until something may have arrived, until {@link #wake} was called since the last wait, or for about {@code ns},
     * up to a millisecond longer. Loop thread.
     *
     * @return false, at once, when this cannot tell whether something arrives, or has something to do itself that does not
     *     wait: then the caller looks again after a time of its own choice
     */
    default boolean await(long ns) {
        return false;
    }

    /** Ends the present wait of the loop, or its next. Any thread. */
    default void wake() {}
}
