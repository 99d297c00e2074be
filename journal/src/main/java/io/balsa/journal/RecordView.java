package io.balsa.journal;

import io.balsa.codec.RecordHeaderDecoder;
import io.balsa.codec.RecordType;
import io.balsa.spi.Checksum;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record as bytes (template {@code RecordHeader}, a body, a trailer). A flyweight; believes nothing it has not checked.
 * Not thread safe.
 */
final class RecordView {
    /** Stored last, so that a record whose filling in a mapping was cut short by the end of the process has none. */
    static final int MAGIC = 0x4c41_4244;

    static final byte FORMAT_VERSION = 2;
    static final int HEADER_LENGTH = RecordHeaderDecoder.BLOCK_LENGTH;
    /** A copy of the checksum, so that the last sector of a whole record does not end in zeros. */
    static final int TRAILER_LENGTH = 4;

    static final int OVERHEAD = HEADER_LENGTH + TRAILER_LENGTH;
    static final int CHECKED_FROM = RecordHeaderDecoder.lengthEncodingOffset();

    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final Checksum checksum = new Checksum();
    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int offset;

    /**
     * Looks at what lies at {@code offset}, reading nothing at or beyond {@code limit}.
     *
     * @return whether it is a whole record with a right checksum; of which stream and where in it is the caller's to check
     */
    boolean wrap(DirectBuffer buffer, int offset, int limit) {
        this.buffer = buffer;
        this.offset = offset;
        if (limit - offset < OVERHEAD) {
            return false;
        }
        header.wrap(buffer, offset, HEADER_LENGTH, RecordHeaderDecoder.SCHEMA_VERSION);
        return header.magic() == MAGIC && isLengthPossible(limit - offset) && isIntact();
    }

    private boolean isLengthPossible(int available) {
        int length = header.length();
        return length >= OVERHEAD && length <= available && length % 8 == TRAILER_LENGTH;
    }

    private boolean isIntact() {
        int end = header.length() - TRAILER_LENGTH;
        int computed = checksum.of(buffer, offset + CHECKED_FROM, end - CHECKED_FROM);
        return computed == header.checksum() && computed == buffer.getInt(offset + end);
    }

    /** Whether this version of the code can read it. */
    boolean isKnownFormat() {
        return header.formatVersion() == FORMAT_VERSION;
    }

    RecordType type() {
        return header.recordType();
    }

    int checksum() {
        return header.checksum();
    }

    int previous() {
        return header.previous();
    }

    long position() {
        return header.position();
    }

    long durable() {
        return header.durable();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int end() {
        return offset + header.length();
    }

    int bodyOffset() {
        return offset + HEADER_LENGTH;
    }

    int bodyLength() {
        return header.length() - OVERHEAD;
    }

    /** Position of the stream after this record. */
    long endPosition() {
        return position() + header.length();
    }
}
