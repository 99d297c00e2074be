package io.balsa.benchmarks.load;

/** Commands were refused or never answered: the pace was too much for whom it was asked. */
final class CommandsLostException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    CommandsLostException(String message) {
        super(message);
    }
}
