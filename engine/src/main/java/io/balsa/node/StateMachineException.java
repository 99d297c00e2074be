package io.balsa.node;

/** The state machine threw while it applied a command. The node stops: a replica never skips a command. */
public final class StateMachineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateMachineException(long index, long term, RuntimeException cause) {
        super(
                "the state machine threw while it applied the command at index " + index + ", term " + term + ": "
                        + cause
                        + ". This node has stopped, because a replica that skips a command is no longer a replica."
                        + " Correct the state machine on every node, then start this one again: it applies the log"
                        + " from the beginning",
                cause);
    }
}
