package io.balsa.simulator.trace;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** 64 bits that depend on everything added so far, in order. Equal for equal runs; not meant against an adversary. */
public final class RollingHash {
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private long value = PRIME;

    public long value() {
        return value;
    }

    /** Adds a number. */
    public void add(long number) {
        long mixed = (value ^ number) * PRIME;
        value = mixed ^ (mixed >>> 29);
    }

    /** Adds bytes. */
    public void add(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            add(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
        }
        for (; at < end; at++) {
            add(buffer.getByte(at));
        }
    }

    /** Adds text. */
    public void add(String text) {
        for (int at = 0; at < text.length(); at++) {
            add(text.charAt(at));
        }
    }
}
