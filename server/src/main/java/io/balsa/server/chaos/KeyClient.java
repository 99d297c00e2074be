package io.balsa.server.chaos;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection through which a worker writes and reads. Whatever goes wrong is told by one of two exceptions, after either of
 * which the worker goes to another node.
 */
public interface KeyClient extends AutoCloseable {
    /** Connects; the worker's own thread. */
    @FunctionalInterface
    interface Connector {
        KeyClient connect(InetSocketAddress address) throws NotApplied;
    }

    void set(String key, long value) throws NotApplied, OutcomeUnknown;

    /** Adds one. @return the sum */
    long increment(String key) throws NotApplied, OutcomeUnknown;

    /** The value; null when there is none. */
    @Nullable
    String get(String key) throws NotApplied, OutcomeUnknown;

    @Override
    void close();

    /** The command certainly was not applied. */
    final class NotApplied extends Exception {
        private static final long serialVersionUID = 1;

        public NotApplied(@Nullable String message) {
            super(message, null, false, false);
        }
    }

    /** Nobody can say whether the command was, or will be, applied. */
    final class OutcomeUnknown extends Exception {
        private static final long serialVersionUID = 1;

        public OutcomeUnknown(@Nullable String message) {
            super(message, null, false, false);
        }
    }
}
