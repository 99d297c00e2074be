package io.balsa.benchmarks.peer;

/** One node of a cluster whose others run elsewhere. Any thread; {@link #close} once. */
public interface Node extends AutoCloseable {
    /** Whether it takes part: somebody leads that it knows. */
    boolean isReady();

    /** When it began to lead, by {@link System#nanoTime}; 0 while it does not. */
    long leaderSinceNs();

    /** Whether it ended its work by itself, as its makers mean it to, so that who runs it has to start it again. */
    default boolean hasEnded() {
        return false;
    }

    /** What it applied. */
    Tape tape();

    @Override
    void close();
}
