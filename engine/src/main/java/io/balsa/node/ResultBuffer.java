package io.balsa.node;

import io.balsa.api.ResultWriter;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The result of one command or query at a time; grows to the longest there was. Loop thread. */
final class ResultBuffer implements ResultWriter {
    private static final int INITIAL_LENGTH = 256;

    private final int maxLength;
    private final UnsafeBuffer bytes;
    private int length;

    ResultBuffer(int maxLength) {
        this.maxLength = maxLength;
        this.bytes = new UnsafeBuffer(new byte[Math.min(INITIAL_LENGTH, maxLength)]);
    }

    /** Begins the next result. */
    ResultBuffer reset() {
        length = 0;
        return this;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    @Override
    public ResultWriter putLong(long value) {
        bytes.putLong(reserve(Long.BYTES), value, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    @Override
    public ResultWriter putByte(byte value) {
        bytes.putByte(reserve(1), value);
        return this;
    }

    @Override
    public ResultWriter putBytes(DirectBuffer source, int offset, int count) {
        bytes.putBytes(reserve(count), source, offset, count);
        return this;
    }

    @Override
    public ResultWriter putBytes(byte[] source, int offset, int count) {
        bytes.putBytes(reserve(count), source, offset, count);
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    private int reserve(int count) {
        int from = length;
        if (count > maxLength - from) {
            throw new ResultTooLongException(maxLength);
        }
        length = from + count;
        if (length > bytes.capacity()) {
            grow(from);
        }
        return from;
    }

    private void grow(int used) {
        byte[] larger = new byte[Math.min(maxLength, BitUtil.findNextPositivePowerOfTwo(length))];
        bytes.getBytes(0, larger, 0, used);
        bytes.wrap(larger);
    }

    /** A result is longer than the limit. */
    static final class ResultTooLongException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        ResultTooLongException(int maxLength) {
            super("the result is longer than balsa.limits.max-result-length = " + maxLength);
        }
    }
}
