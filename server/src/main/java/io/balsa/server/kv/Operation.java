package io.balsa.server.kv;

/**
 * What a request asks for, and how it is encoded.
 *
 * <p>A request is one byte, the operation's code, followed by its operands without padding:
 *
 * <pre>
 * operand   encoding
 * varint    unsigned LEB128, at most five bytes, at most 2^31 - 1
 * i64       eight bytes, little endian
 * u8        one byte
 * blob      varint length, then that many bytes; keys, values and patterns are binary safe
 * list(x)   varint count, then count times x
 * </pre>
 *
 * <p>A limit that decides whether a command changes anything travels with it: replicas must agree on it, whatever their files
 * say. A request that is not exactly its operands is answered with {@link Result#MALFORMED} and changes nothing, on every
 * replica alike. Codes are part of the journal and never reused. Codes below {@link #FIRST_READ} change state and travel
 * through the log only; the others may be commands or queries. {@link RequestEncoder} writes requests.
 */
public final class Operation {
    /**
     * u8 flags ({@link #IF_ABSENT}, {@link #IF_PRESENT}, {@link #RETURN_OLD}), with the last of them varint longest old value
     * to answer with, blob key, blob value.
     */
    public static final byte SET = 0x01;
    /** list(blob key, blob value): all or nothing. */
    public static final byte SET_MANY = 0x02;
    /** varint longest value to answer with, blob key. */
    public static final byte GET_AND_DELETE = 0x03;
    /** list(blob key). */
    public static final byte DELETE = 0x04;
    /** i64 delta, blob key. */
    public static final byte ADD = 0x05;
    /** varint longest value allowed, blob key, blob suffix. */
    public static final byte APPEND = 0x06;
    /** No operands. */
    public static final byte CLEAR = 0x07;

    /** blob key. */
    public static final byte GET = 0x40;
    /** list(blob key). */
    public static final byte GET_MANY = 0x41;
    /** list(blob key). */
    public static final byte COUNT_EXISTING = 0x42;
    /** blob key. */
    public static final byte LENGTH = 0x43;
    /** No operands. */
    public static final byte SIZE = 0x44;
    /** blob pattern. */
    public static final byte KEYS = 0x45;
    /** i64 cursor, varint count, blob pattern. */
    public static final byte SCAN = 0x46;

    /** The least code of an operation that only reads. */
    public static final byte FIRST_READ = GET;

    /** {@link #SET} only when the key is absent. */
    public static final int IF_ABSENT = 1;
    /** {@link #SET} only when the key is present. */
    public static final int IF_PRESENT = 2;
    /** {@link #SET} answers with the old value or nil. */
    public static final int RETURN_OLD = 4;

    private Operation() {}
}
