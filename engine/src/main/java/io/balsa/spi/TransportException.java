package io.balsa.spi;

import org.jspecify.annotations.Nullable;

/**
 * The transport cannot be opened. The message says what happened, at which address or directory, and what to do. Once open,
 * a transport does not throw: it mends itself, and until then {@code send} returns false.
 */
public class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
