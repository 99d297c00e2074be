package io.balsa.server.cli;

import org.jspecify.annotations.Nullable;

/** What was given is wrong, and the message says what and where. Ends the process with exit code 2, without a stack trace. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserError(String message) {
        super(message);
    }

    UserError(@Nullable String message, Throwable cause) {
        super(message == null ? cause.toString() : message, cause);
    }
}
