package io.balsa.benchmarks;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Steps that are all tried, though one fails: the first failure is thrown in the end. One thread. */
public final class Undoing {
    private @Nullable IOException failure;

    /** Something that undoes. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** Runs a step, and keeps what it throws. */
    public void step(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            keep(e);
        } catch (RuntimeException e) {
            keep(new IOException(e));
        }
    }

    private void keep(IOException e) {
        if (failure == null) {
            failure = e;
        } else {
            failure.addSuppressed(e);
        }
    }

    /** @throws IOException what the first step threw that failed, with what others threw */
    public void end() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
