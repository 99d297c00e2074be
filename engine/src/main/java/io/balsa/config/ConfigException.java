package io.balsa.config;

import java.util.List;

/**
 * A configuration that cannot be used. The message is made for the person who wrote the file: one line per error,
 * {@code file:line: key: what is wrong; what to do}.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> errors;

    ConfigException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** The lines of the message: every error that was found, in the order of the file. Never empty. */
    public List<String> errors() {
        return errors;
    }
}
