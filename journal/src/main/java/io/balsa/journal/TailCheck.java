package io.balsa.journal;

import io.balsa.codec.RecordHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Decides whether a record that cannot be read may be the torn end of the stream. Two questions, both must speak for it: no
 * later record says that this position had been durable, and what is missing of the record is missing by whole sectors, which
 * read as zeros since the space was zeroed before. See docs/journal-crash-safety.md. One thread.
 */
final class TailCheck {
    /** Least unit that a disk writes as a whole, bytes. */
    static final int SECTOR = 512;

    private final RecordView candidate = new RecordView();
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();

    /**
     * Looks for intact records at or after {@code from}, of whatever chain.
     *
     * @return the highest position that one of them knew to be durable; 0 for none
     */
    long durableAccordingTo(DirectBuffer buffer, int from, int length) {
        long durable = 0;
        for (int at = from & ~3; at <= length - RecordView.OVERHEAD; at += 4) {
            if (buffer.getInt(at) == RecordView.MAGIC && candidate.wrap(buffer, at, length)) {
                durable = Math.max(durable, candidate.durable());
                at = candidate.end() - 4;
            }
        }
        return durable;
    }

    /** Whether a whole record lies at {@code offset}. */
    boolean isIntact(DirectBuffer buffer, int offset, int length) {
        return candidate.wrap(buffer, offset, length);
    }

    /** Whether what lies at {@code offset} can be a record of which something never reached the disk. */
    boolean mayBeTorn(DirectBuffer buffer, int offset, int length) {
        if (length - offset < RecordView.OVERHEAD) {
            return true;
        }
        header.wrap(buffer, offset, RecordView.HEADER_LENGTH, RecordHeaderDecoder.SCHEMA_VERSION);
        if (header.magic() == 0) {
            return true;
        }
        if (header.magic() != RecordView.MAGIC) {
            return false;
        }
        long end = offset + Math.max(RecordView.OVERHEAD, (long) header.length());
        return end > length || hasMissingSector(buffer, offset, (int) end);
    }

    private static boolean hasMissingSector(DirectBuffer buffer, int offset, int end) {
        for (int from = offset; from < end; ) {
            int sectorEnd = Math.min(end, (from / SECTOR + 1) * SECTOR);
            if (endsInZeros(buffer, from, sectorEnd)) {
                return true;
            }
            from = sectorEnd;
        }
        return false;
    }

    private static boolean endsInZeros(DirectBuffer buffer, int from, int to) {
        for (int at = Math.max(from, to - 8); at < to; at++) {
            if (buffer.getByte(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
