package io.balsa.simulator.trace;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What happened, a line each, for people. Costs nothing while nobody listens: ask {@link #isTold} before making a line. */
public final class Story {
    private static final double SECOND_NS = 1e9;

    private final LongSupplier nowNs;
    private @Nullable Consumer<String> listener;

    public Story(LongSupplier nowNs) {
        this.nowNs = nowNs;
    }

    /** Who gets the lines from now on; null for nobody. */
    public void tell(@Nullable Consumer<String> consumer) {
        listener = consumer;
    }

    public boolean isTold() {
        return listener != null;
    }

    /** Tells a line, with the time before it. */
    public void line(String text) {
        Consumer<String> present = listener;
        if (present != null) {
            present.accept(String.format(Locale.ROOT, "%12.6f %s", nowNs.getAsLong() / SECOND_NS, text));
        }
    }
}
