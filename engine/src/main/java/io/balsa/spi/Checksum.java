package io.balsa.spi;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * CRC32C (Castagnoli) over parts of a buffer, without allocation while the same buffer is used. Not thread safe: one
 * instance for each thread.
 */
public final class Checksum {
    private static final int SCRATCH_LENGTH = 4096;

    private final CRC32C crc = new CRC32C();
    private @Nullable ByteBuffer source;
    private @Nullable ByteBuffer view;
    private byte @Nullable [] scratch;

    /** The checksum of {@code length} bytes from {@code offset}. */
    public int of(DirectBuffer buffer, int offset, int length) {
        return of(0, buffer, offset, length);
    }

    /** As {@link #of(DirectBuffer, int, int)}, over the four bytes of {@code seed} first: links one record to the one before. */
    public int of(int seed, DirectBuffer buffer, int offset, int length) {
        crc.reset();
        if (seed != 0) {
            for (int shift = 0; shift < 32; shift += 8) {
                crc.update(seed >>> shift);
            }
        }
        update(buffer, offset, length);
        return (int) crc.getValue();
    }

    private void update(DirectBuffer buffer, int offset, int length) {
        ByteBuffer bytes = buffer.byteBuffer();
        if (buffer.byteArray() != null) {
            crc.update(buffer.byteArray(), buffer.wrapAdjustment() + offset, length);
        } else if (bytes != null) {
            int start = buffer.wrapAdjustment() + offset;
            crc.update(viewOf(bytes).limit(start + length).position(start));
        } else {
            updateCopied(buffer, offset, length);
        }
    }

    private ByteBuffer viewOf(ByteBuffer bytes) {
        ByteBuffer present = view;
        if (present == null || source != bytes) {
            present = bytes.duplicate();
            source = bytes;
            view = present;
        }
        return present.clear();
    }

    private void updateCopied(DirectBuffer buffer, int offset, int length) {
        byte[] copy = scratch;
        if (copy == null) {
            copy = new byte[SCRATCH_LENGTH];
            scratch = copy;
        }
        for (int done = 0; done < length; ) {
            int part = Math.min(copy.length, length - done);
            buffer.getBytes(offset + done, copy, 0, part);
            crc.update(copy, 0, part);
            done += part;
        }
    }
}
