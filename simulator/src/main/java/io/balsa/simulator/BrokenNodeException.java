package io.balsa.simulator;

/** A node ended of something that must never happen, whatever the faults: a bug of the engine. The message has the seed. */
public final class BrokenNodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenNodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
