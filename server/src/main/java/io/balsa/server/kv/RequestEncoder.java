package io.balsa.server.kv;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes one request at a time, as {@link Operation} describes: {@link #begin}, the operands in order, then
 * {@link #buffer()} from 0 to {@link #length()}. Reused; allocates only while its buffer grows. Not thread safe.
 */
public final class RequestEncoder {
    private static final int INITIAL_LENGTH = 512;
    private static final int LONGEST_KEPT = 1 << 20;

    private ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_LENGTH);
    private int length;

    /** Starts a request. */
    public RequestEncoder begin(byte operation) {
        if (buffer.capacity() > LONGEST_KEPT) {
            buffer = new ExpandableArrayBuffer(INITIAL_LENGTH);
        }
        length = 0;
        return putByte(operation);
    }

    /** Appends an u8. */
    public RequestEncoder putByte(int value) {
        buffer.putByte(length++, (byte) value);
        return this;
    }

    /** Appends an i64. */
    public RequestEncoder putLong(long value) {
        buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
        return this;
    }

    /** Appends a varint. */
    public RequestEncoder putVarint(int value) {
        int rest = value;
        while (rest > 0x7f) {
            putByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        return putByte(rest);
    }

    /** Appends a blob: a copy of {@code count} bytes. */
    public RequestEncoder putBlob(byte[] source, int offset, int count) {
        putVarint(count);
        buffer.putBytes(length, source, offset, count);
        length += count;
        return this;
    }

    /** Appends a blob: a copy of the bytes. */
    public RequestEncoder putBlob(byte[] source) {
        return putBlob(source, 0, source.length);
    }

    /** The request, from 0; valid until the next {@link #begin}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Length of the request in bytes. */
    public int length() {
        return length;
    }

    /** A copy of the request. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        buffer.getBytes(0, copy);
        return copy;
    }
}
