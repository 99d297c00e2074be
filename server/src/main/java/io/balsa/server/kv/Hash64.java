package io.balsa.server.kv;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A 64-bit hash of bytes, the same on every machine: it finds keys and it is what replicas compare their state by. Not
 * cryptographic: equal hashes prove equal state only against accidents.
 */
final class Hash64 {
    private static final long ODD_1 = 0x9e3779b97f4a7c15L;
    private static final long ODD_2 = 0xd6e8feb86659fd93L;

    private Hash64() {}

    static long of(DirectBuffer buffer, int offset, int length) {
        long hash = length * ODD_1;
        int position = offset;
        int end = offset + length;
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            hash = step(hash, buffer.getLong(position, ByteOrder.LITTLE_ENDIAN));
        }
        if (position < end) {
            hash = step(hash, tail(buffer, position, end));
        }
        return mix(hash);
    }

    /** Spreads every bit of the value over all bits; a bijection. */
    static long mix(long value) {
        long v = value;
        v = (v ^ v >>> 32) * ODD_2;
        v = (v ^ v >>> 29) * ODD_1;
        return v ^ v >>> 32;
    }

    /** Hash of an ordered pair. */
    static long pair(long first, long second) {
        return mix(Long.rotateLeft(first * ODD_1, 29) ^ second * ODD_2);
    }

    private static long step(long hash, long word) {
        return Long.rotateLeft(hash ^ mix(word + ODD_1), 27) * ODD_2;
    }

    private static long tail(DirectBuffer buffer, int from, int to) {
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << 8 | buffer.getByte(i) & 0xff;
        }
        return word;
    }
}
