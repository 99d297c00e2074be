package io.balsa.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is undone when this process is told to end (SIGTERM, Ctrl-C): one step after the other, the newest first, whatever the
 * others throw. Any thread.
 */
public final class AtExit {
    private static final Deque<AtExit> PRESENT = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "benchmark-end"));
    }

    private final String what;
    private final Step step;

    private AtExit(String what, Step step) {
        this.what = what;
        this.step = step;
    }

    /** Something that undoes. */
    @FunctionalInterface
    public interface Step {
        /** Once, and perhaps while the thread that began it is at the same. */
        void run() throws Exception;
    }

    /** {@code what}: the step in words, for who reads that it failed. */
    public static AtExit add(String what, Step step) {
        AtExit added = new AtExit(what, step);
        synchronized (PRESENT) {
            PRESENT.addFirst(added);
        }
        return added;
    }

    /** There is nothing left to undo. */
    public void forget() {
        synchronized (PRESENT) {
            PRESENT.remove(this);
        }
    }

    private static void runAll() {
        for (AtExit newest = take(); newest != null; newest = take()) {
            try {
                newest.step.run();
            } catch (Exception e) {
                System.err.println("balsa: could not " + newest.what + ": " + e.getMessage());
            }
        }
    }

    private static @Nullable AtExit take() {
        synchronized (PRESENT) {
            return PRESENT.pollFirst();
        }
    }
}
