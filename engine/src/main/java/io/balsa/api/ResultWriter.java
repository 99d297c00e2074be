package io.balsa.api;

import org.agrona.DirectBuffer;

/**
 * Takes the answer to one command or query. Reused: valid only during the call that received it. Every {@code put}
 * appends; an answer longer than the limit {@code balsa.limits.max-result-length} fails with
 * {@link IllegalArgumentException}.
 */
public interface ResultWriter {
    /** Appends eight bytes, little endian; {@link Outcome#asLong()} reads them back. */
    ResultWriter putLong(long value);

    /** Appends one byte. */
    ResultWriter putByte(byte value);

    /** Appends a copy of {@code length} bytes. */
    ResultWriter putBytes(DirectBuffer source, int offset, int length);

    /** Appends a copy of {@code length} bytes. */
    ResultWriter putBytes(byte[] source, int offset, int length);

    /** Bytes written so far. */
    int length();
}
