package io.balsa.spi;

import org.jspecify.annotations.Nullable;

/** The journal cannot go on. The message says what happened, to which file, and what to do. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
