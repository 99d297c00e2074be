package io.balsa.simulator.cli;

/** What was given on the command line is wrong; the message says what. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
