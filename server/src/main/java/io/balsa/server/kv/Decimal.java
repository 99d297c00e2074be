package io.balsa.server.kv;

import org.jspecify.annotations.Nullable;

/**
 * Decimal 64-bit integers as bytes, exactly as Redis accepts them: an optional minus, no plus, no leading zeros, no spaces.
 */
public final class Decimal {
    /** Digits and sign of the longest. */
    public static final int MAX_LENGTH = 20;

    private Decimal() {}

    /** Whether the bytes are such a number. */
    public static boolean isLong(byte[] bytes, int offset, int length) {
        boolean negative = length > 0 && bytes[offset] == '-';
        int digits = negative ? length - 1 : length;
        if (digits < 1 || digits > 19) {
            return false;
        }
        int first = offset + length - digits;
        if (bytes[first] == '0') {
            return length == 1;
        }
        long sum = 0;
        for (int i = first; i < offset + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum = sum * 10 - digit;
        }
        // Nineteen digits may overflow once: the sum, kept negative, then turns positive.
        return sum < 0 && (negative || sum != Long.MIN_VALUE);
    }

    /** The number; what {@link #isLong} accepted. */
    public static long parse(byte[] bytes, int offset, int length) {
        boolean negative = bytes[offset] == '-';
        long sum = 0;
        for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
            sum = sum * 10 - (bytes[i] - '0');
        }
        return negative ? sum : -sum;
    }

    /** The number, or null when the bytes are none. */
    public static @Nullable Long parseOrNull(byte[] bytes, int offset, int length) {
        return isLong(bytes, offset, length) ? (Long) parse(bytes, offset, length) : null;
    }

    /**
     * Writes a number at the end of an array.
     *
     * @param target at least {@link #MAX_LENGTH} long
     * @return where it begins
     */
    public static int format(long value, byte[] target) {
        int position = target.length;
        long rest = value > 0 ? -value : value;
        do {
            target[--position] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            target[--position] = '-';
        }
        return position;
    }
}
