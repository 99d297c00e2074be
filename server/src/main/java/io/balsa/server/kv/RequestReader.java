package io.balsa.server.kv;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the operands of one request, checking every bound. A mistake is remembered rather than thrown: after it everything
 * reads as zero or empty, and {@link #isMalformed()} says so. Not thread safe.
 */
final class RequestReader {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(0, 0);

    private DirectBuffer buffer = NOTHING;
    private int position;
    private int end;
    private boolean malformed;
    private int blobOffset;
    private int blobLength;

    void wrap(DirectBuffer buffer, int offset, int length) {
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
        this.malformed = false;
        this.blobOffset = offset;
        this.blobLength = 0;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    byte readByte() {
        return has(1) ? buffer.getByte(position++) : 0;
    }

    long readLong() {
        if (!has(Long.BYTES)) {
            return 0;
        }
        long value = buffer.getLong(position, java.nio.ByteOrder.LITTLE_ENDIAN);
        position += Long.BYTES;
        return value;
    }

    int readVarint() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = readByte();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value <= Integer.MAX_VALUE ? (int) value : fail();
            }
        }
        return fail();
    }

    /** Moves to the next blob; {@link #blobOffset()} and {@link #blobLength()} tell where it is. */
    void readBlob() {
        int length = readVarint();
        blobLength = has(length) ? length : 0;
        blobOffset = position;
        position += blobLength;
    }

    int blobOffset() {
        return blobOffset;
    }

    int blobLength() {
        return blobLength;
    }

    /** Where the next operand begins; {@link #position(int)} returns there. */
    int position() {
        return position;
    }

    void position(int position) {
        this.position = position;
    }

    /**
     * Reads a list's count, checks that exactly {@code count * blobsPerElement} blobs follow and nothing else, and returns to
     * the first of them. So a list takes effect whole or not at all.
     *
     * @return the count; 0 when malformed, and lists may not be empty
     */
    int readList(int blobsPerElement) {
        int count = readVarint();
        int first = position;
        if (count == 0 || count > end - position) {
            return fail();
        }
        for (int i = 0; i < count * blobsPerElement && !malformed; i++) {
            readBlob();
        }
        if (!isComplete()) {
            return fail();
        }
        position = first;
        return count;
    }

    /** Whether all was well formed and nothing is left; else the request is malformed from now on. */
    boolean isComplete() {
        if (position != end) {
            malformed = true;
        }
        return !malformed;
    }

    boolean isMalformed() {
        return malformed;
    }

    private boolean has(int length) {
        if (malformed || length > end - position) {
            malformed = true;
        }
        return !malformed;
    }

    private int fail() {
        malformed = true;
        return 0;
    }
}
