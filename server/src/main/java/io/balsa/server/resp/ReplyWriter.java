package io.balsa.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes replies into one growing array, in RESP2 or, after {@link #version}, in RESP3. Aggregates are a header and then so
 * many values. Reused; allocates only while it grows. Not thread safe.
 */
public final class ReplyWriter {
    private static final int INITIAL_LENGTH = 1024;
    private static final int LONGEST_KEPT = 1 << 18;

    private final byte[] digits = new byte[20];
    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int length;
    private int version = 2;

    /** Writes as this version of the protocol from now on: 2 or 3. */
    public ReplyWriter version(int newVersion) {
        version = newVersion;
        return this;
    }

    public int version() {
        return version;
    }

    /** A status such as {@code OK}: one line of ASCII. */
    public ReplyWriter status(String text) {
        return put('+').line(text);
    }

    /** An error: an upper-case word, then a sentence. Line breaks become blanks. */
    public ReplyWriter error(String text) {
        return put('-').line(text.replace('\r', ' ').replace('\n', ' '));
    }

    public ReplyWriter integer(long value) {
        return put(':').number(value);
    }

    /** A string of any bytes. */
    public ReplyWriter bulk(byte[] source, int offset, int count) {
        put('$').number(count).raw(source, offset, count);
        return crlf();
    }

    /** A string as UTF-8. */
    public ReplyWriter bulk(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return bulk(utf8, 0, utf8.length);
    }

    public ReplyWriter nil() {
        return version == 3 ? put('_').crlf() : put('$').number(-1);
    }

    /** The header of a list of {@code count} values. */
    public ReplyWriter array(int count) {
        return put('*').number(count);
    }

    /** The header of {@code count} pairs; in RESP2 a flat list. */
    public ReplyWriter map(int count) {
        return version == 3 ? put('%').number(count) : array(2 * count);
    }

    /** The header of a set of {@code count} values; in RESP2 a list. */
    public ReplyWriter set(int count) {
        return put(version == 3 ? '~' : '*').number(count);
    }

    /** A text for people; in RESP2 a plain string. */
    public ReplyWriter verbatim(String text) {
        if (version != 3) {
            return bulk(text);
        }
        byte[] utf8 = text.getBytes(UTF_8);
        put('=').number(utf8.length + 4L)
                .raw(new byte[] {'t', 'x', 't', ':'}, 0, 4)
                .raw(utf8, 0, utf8.length);
        return crlf();
    }

    /** Bytes that are a reply already. */
    public ReplyWriter raw(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Bytes written. */
    public int length() {
        return length;
    }

    /** What was written, as a buffer over this writer's own array; valid until the next write. */
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets what was written. */
    public void clear() {
        length = 0;
        if (bytes.length > LONGEST_KEPT) {
            bytes = new byte[INITIAL_LENGTH];
        }
    }

    private ReplyWriter put(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    private ReplyWriter line(String ascii) {
        byte[] text = ascii.getBytes(ISO_8859_1);
        return raw(text, 0, text.length).crlf();
    }

    private ReplyWriter crlf() {
        ensure(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    private ReplyWriter number(long value) {
        int at = digits.length;
        long rest = value > 0 ? -value : value;
        do {
            digits[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        return raw(digits, at, digits.length - at).crlf();
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }
}
