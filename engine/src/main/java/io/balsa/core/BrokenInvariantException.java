package io.balsa.core;

/** Something that must always hold did not. The node stops; its journal remains as it was. */
public final class BrokenInvariantException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenInvariantException(String message) {
        super(message);
    }
}
