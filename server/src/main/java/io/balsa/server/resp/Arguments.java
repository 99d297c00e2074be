package io.balsa.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The words of one request, where they lie in the input buffer. A flyweight: valid until its parser takes the next request or
 * more input.
 */
public final class Arguments {
    private static final int INITIAL_COUNT = 16;

    byte[] bytes = {};
    /** Where the request begins; the offsets count from here, so that the input can be moved. */
    int start;

    private int[] offsets = new int[INITIAL_COUNT];
    private int[] lengths = new int[INITIAL_COUNT];
    private int count;

    /** How many, the command's name included. */
    public int count() {
        return count;
    }

    /** The array that holds them all. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where argument {@code i} begins in {@link #bytes()}. */
    public int offset(int i) {
        return start + offsets[i];
    }

    /** Length of argument {@code i} in bytes. */
    public int length(int i) {
        return lengths[i];
    }

    /** Whether argument {@code i} is this word, in whatever case. */
    public boolean is(int i, String upperCaseWord) {
        int length = lengths[i];
        if (length != upperCaseWord.length()) {
            return false;
        }
        int offset = offset(i);
        for (int at = 0; at < length; at++) {
            if (upperCase(bytes[offset + at]) != upperCaseWord.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** Argument {@code i} as text. */
    public String text(int i) {
        return new String(bytes, offset(i), lengths[i], UTF_8);
    }

    /**
     * Argument {@code i} as at most {@code maxLength} characters for a message, one per byte, without line breaks.
     */
    public String shown(int i, int maxLength) {
        String text = new String(bytes, offset(i), Math.min(lengths[i], maxLength), ISO_8859_1);
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    /** Up to eight letters of argument {@code i} in upper case as one number; 0 when it is empty, longer, or holds a zero byte. */
    public long packedName(int i) {
        int length = lengths[i];
        if (length > Long.BYTES) {
            return 0;
        }
        long packed = 0;
        int offset = offset(i);
        for (int at = 0; at < length; at++) {
            byte letter = upperCase(bytes[offset + at]);
            if (letter == 0) {
                return 0;
            }
            packed = packed << 8 | letter & 0xff;
        }
        return packed;
    }

    /** {@link #packedName(int)} of a word. */
    public static long pack(String upperCaseName) {
        long packed = 0;
        for (int i = 0; i < upperCaseName.length(); i++) {
            packed = packed << 8 | upperCaseName.charAt(i) & 0xff;
        }
        return packed;
    }

    void clear() {
        count = 0;
        if (offsets.length > 1024) {
            offsets = new int[INITIAL_COUNT];
            lengths = new int[INITIAL_COUNT];
        }
    }

    void add(int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = offset;
        lengths[count++] = length;
    }

    private static byte upperCase(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }
}
