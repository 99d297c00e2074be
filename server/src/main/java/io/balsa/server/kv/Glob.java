package io.balsa.server.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Matches keys against a pattern of KEYS and SCAN: {@code *}, {@code ?}, {@code [abc]}, {@code [^a]}, {@code [a-z]}, and a
 * backslash before what stands for itself. Bytes, not characters. Takes at most the product of both lengths, whatever the
 * pattern: it runs on the loop. A flyweight.
 */
public final class Glob {
    private DirectBuffer pattern = new UnsafeBuffer(0, 0);
    private int start;
    private int end;
    /** Where the pattern goes on after the element that {@link #matchesOne} looked at. */
    private int next;

    /** A pattern of UTF-8 text. */
    public static Glob of(String pattern) {
        byte[] bytes = pattern.getBytes(UTF_8);
        return new Glob().wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Whether the UTF-8 bytes of the text match. */
    public boolean matches(String text) {
        return matches(text.getBytes(UTF_8));
    }

    Glob wrap(DirectBuffer pattern, int offset, int length) {
        this.pattern = pattern;
        this.start = offset;
        this.end = offset + length;
        return this;
    }

    boolean matches(byte[] text) {
        int p = start;
        int t = 0;
        int afterStar = -1;
        int starText = 0;
        while (t < text.length) {
            if (p < end && pattern.getByte(p) == '*') {
                afterStar = ++p;
                starText = t;
            } else if (p < end && matchesOne(p, text[t])) {
                p = next;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < end && pattern.getByte(p) == '*') {
            p++;
        }
        return p == end;
    }

    private boolean matchesOne(int p, byte b) {
        byte c = pattern.getByte(p);
        next = p + 1;
        if (c == '?') {
            return true;
        }
        if (c == '[') {
            return matchesClass(p + 1, b & 0xff);
        }
        if (c == '\\' && p + 1 < end) {
            next = p + 2;
            return pattern.getByte(p + 1) == b;
        }
        return c == b;
    }

    /** A class that is not closed ends with the pattern, as in Redis. */
    private boolean matchesClass(int from, int b) {
        int p = from;
        boolean negated = p < end && pattern.getByte(p) == '^';
        if (negated) {
            p++;
        }
        boolean found = false;
        while (p < end && pattern.getByte(p) != ']') {
            if (pattern.getByte(p) == '\\' && p + 1 < end) {
                p++;
            }
            int low = pattern.getByte(p) & 0xff;
            int high = low;
            if (p + 2 < end && pattern.getByte(p + 1) == '-') {
                high = pattern.getByte(p + 2) & 0xff;
                p += 2;
            }
            found |= b >= Math.min(low, high) && b <= Math.max(low, high);
            p++;
        }
        next = Math.min(p + 1, end);
        return found != negated;
    }
}
