package io.balsa.server.kv;

/**
 * How an answer of the store is encoded: one byte that says what it is, then
 *
 * <pre>
 * NIL, OK          nothing
 * INTEGER          i64, little endian
 * BYTES            the bytes, to the end
 * LIST             per element varint length + 1 (0 for nil) and the bytes, to the end
 * SCAN             as LIST, then in the last eight bytes the i64 next cursor, 0 at the end
 * errors           nothing
 * </pre>
 */
public final class Result {
    public static final byte NIL = 0;
    public static final byte OK = 1;
    public static final byte INTEGER = 2;
    public static final byte BYTES = 3;
    public static final byte LIST = 4;
    public static final byte SCAN = 5;

    /** The value, or the argument, is not a decimal 64-bit integer. */
    public static final byte NOT_AN_INTEGER = 0x10;
    /** The sum does not fit in 64 bits; the value is unchanged. */
    public static final byte OVERFLOW = 0x11;
    /** The value would become longer than the command allows; it is unchanged. */
    public static final byte TOO_LONG = 0x12;
    /**
     * What was asked for does not fit in one answer. A write took effect nevertheless, on a node whose limit is lower than the
     * one that came with the command.
     */
    public static final byte ANSWER_TOO_LARGE = 0x13;
    /** The request is not one of {@link Operation}; nothing was done. */
    public static final byte MALFORMED = 0x14;

    /** The old value is longer than the command allows to answer with; nothing was changed. */
    public static final byte OLD_TOO_LONG = 0x15;

    private Result() {}
}
