package io.balsa.server.resp;

/** A peer broke the protocol: what follows in its stream cannot be understood. The message is what it is told. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super("Protocol error: " + message, null, false, false);
    }
}
