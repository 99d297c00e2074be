package io.balsa.benchmarks.peer;

/** One node of a cluster whose others run elsewhere. Any thread; {@link #close} once. */
public interface Node extends AutoCloseable {
    /** Whether it takes part: somebody leads that it knows. */
    boolean isReady();

    /** When it began to lead, by {@link System#nanoTime}; 0 while it does not. */
    long leaderSinceNs();

    /** What it applied. */
    Tape tape();

    @Override
    void close();
}
