package io.balsa.server.resp;

/**
 * What one request may be.
 *
 * @param maxArguments     of one request, its name included
 * @param maxBulkLength    bytes of one argument
 * @param maxRequestLength bytes of a whole request
 * @param maxInlineLength  bytes of a request typed as a line
 */
public record RequestLimits(int maxArguments, int maxBulkLength, int maxRequestLength, int maxInlineLength) {
    /** A line typed by a person. */
    public static final int DEFAULT_INLINE_LENGTH = 64 * 1024;

    public RequestLimits(int maxArguments, int maxBulkLength, int maxRequestLength) {
        this(maxArguments, maxBulkLength, maxRequestLength, Math.min(DEFAULT_INLINE_LENGTH, maxRequestLength));
    }
}
