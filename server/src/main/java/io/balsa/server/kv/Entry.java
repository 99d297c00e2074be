package io.balsa.server.kv;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One key and its value. The value's array is reused while the value's length stays near it. */
final class Entry {
    final byte[] key;
    /** {@link Hash64} of the key. */
    final long hash;
    /** Where the table holds it. */
    int slot;
    /** The value's bytes, from 0; the array may be longer. */
    byte[] value = NONE;

    int valueLength;
    /** What this entry adds to the state hash. */
    long share;

    private static final byte[] NONE = {};

    Entry(byte[] key, long hash, int slot) {
        this.key = key;
        this.hash = hash;
        this.slot = slot;
    }

    boolean hasKey(DirectBuffer buffer, int offset, int length) {
        if (key.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (key[i] != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes a copy as the value. */
    void copyValue(DirectBuffer buffer, int offset, int length) {
        if (length > value.length || value.length > 2 * length + Long.BYTES) {
            value = new byte[length];
        }
        buffer.getBytes(offset, value, 0, length);
        valueLength = length;
    }

    /** Appends a copy to the value, growing by half so that many appends cost little. */
    void appendValue(DirectBuffer buffer, int offset, int length) {
        int sum = valueLength + length;
        if (sum > value.length) {
            byte[] longer = new byte[Math.max(sum, (int) Math.min(Integer.MAX_VALUE - 8, value.length * 3L / 2))];
            System.arraycopy(value, 0, longer, 0, valueLength);
            value = longer;
        }
        buffer.getBytes(offset, value, valueLength, length);
        valueLength = sum;
    }

    /** What the entry adds to the state hash with its present value. */
    long computeShare(UnsafeBuffer view) {
        view.wrap(value, 0, valueLength);
        return Hash64.pair(hash, Hash64.of(view, 0, valueLength));
    }
}
