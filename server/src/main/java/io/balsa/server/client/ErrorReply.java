package io.balsa.server.client;

/** An error that the server answered with. @param text its line, without the minus */
public record ErrorReply(String text) {
    /** Whether the command certainly was not applied and may be sent again. */
    public boolean isRetryable() {
        return text.startsWith("TRYAGAIN ") || text.startsWith("BUSY ");
    }

    /** Whether nobody can say if the command was applied. */
    public boolean isUnknown() {
        return text.startsWith("UNKNOWN ");
    }
}
