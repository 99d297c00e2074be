package io.balsa.spi;

import io.balsa.api.Command;
import io.balsa.codec.EntryDecoder;
import io.balsa.codec.EntryEncoder;
import io.balsa.codec.EntryType;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One log entry as bytes (template {@code Entry}): framed once by the leader, and from then on the same on the wire, in the
 * journal and when applied. A flyweight over somebody else's buffer; not thread safe.
 */
public final class EntryFrame implements Command {
    /** Bytes before the payload. */
    public static final int HEADER_LENGTH = EntryDecoder.BLOCK_LENGTH;
    /** Every frame begins and ends at a multiple of this. */
    public static final int ALIGNMENT = 8;

    private static final int CHECKED_FROM = EntryDecoder.indexEncodingOffset();

    private final EntryDecoder decoder = new EntryDecoder();
    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int frameOffset;

    /** Bytes of the frame of a payload, with header and padding. */
    public static int frameLength(int payloadLength) {
        return BitUtil.align(HEADER_LENGTH + payloadLength, ALIGNMENT);
    }

    /** Looks at the frame that begins at {@code offset}; nothing is checked. */
    public EntryFrame wrap(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.frameOffset = offset;
        decoder.wrap(buffer, offset, EntryDecoder.BLOCK_LENGTH, EntryDecoder.SCHEMA_VERSION);
        return this;
    }

    /**
     * Whether the frame is whole: its length is possible within {@code available} bytes from its offset, and its checksum is
     * right. Reads nothing beyond them.
     */
    public boolean isValid(int available, Checksum checksum) {
        return isFramed(available) && checksum() == computeChecksum(checksum);
    }

    /** Whether length, padding and payload length are consistent within {@code available} bytes; the checksum is not looked at. */
    public boolean isFramed(int available) {
        if (available < HEADER_LENGTH) {
            return false;
        }
        int frameLength = decoder.frameLength();
        int payloadLength = decoder.payloadLength();
        return payloadLength >= 0
                && payloadLength <= available - HEADER_LENGTH
                && frameLength <= available
                && frameLength == frameLength(payloadLength);
    }

    private int computeChecksum(Checksum checksum) {
        return checksum.of(buffer, frameOffset + CHECKED_FROM, decoder.frameLength() - CHECKED_FROM);
    }

    public int frameLength() {
        return decoder.frameLength();
    }

    public int frameOffset() {
        return frameOffset;
    }

    public int checksum() {
        return decoder.checksum();
    }

    public EntryType type() {
        return decoder.entryType();
    }

    /** As it is in the frame: {@link #type} throws for a type that this version does not know. */
    public int typeRaw() {
        return decoder.entryTypeRaw();
    }

    public boolean isCommand() {
        return decoder.entryTypeRaw() == EntryType.COMMAND.value();
    }

    @Override
    public long index() {
        return decoder.index();
    }

    @Override
    public long term() {
        return decoder.term();
    }

    @Override
    public long clusterTimeMs() {
        return decoder.clusterTimeMs();
    }

    @Override
    public long session() {
        return decoder.session();
    }

    @Override
    public long sequence() {
        return decoder.sequence();
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return frameOffset + HEADER_LENGTH;
    }

    @Override
    public int length() {
        return decoder.payloadLength();
    }

    @Override
    public String toString() {
        return "entry " + index() + "@" + term() + " " + type() + " " + length() + " bytes";
    }

    /** Writes frames. Not thread safe. */
    public static final class Writer {
        private final EntryEncoder encoder = new EntryEncoder();
        private final Checksum checksum = new Checksum();
        private long session;
        private long sequence;
        private long clusterTimeMs;

        /** What the next frame says of its origin; stays until set again. */
        public Writer origin(long session, long sequence, long clusterTimeMs) {
            this.session = session;
            this.sequence = sequence;
            this.clusterTimeMs = clusterTimeMs;
            return this;
        }

        /**
         * Begins a frame: header without checksum, zeroed padding. The caller puts the payload at {@code offset +}
         * {@link EntryFrame#HEADER_LENGTH}, then calls {@link #finish}.
         *
         * @return the frame's length
         */
        public int begin(
                MutableDirectBuffer target, int offset, EntryType type, long index, long term, int payloadLength) {
            int frameLength = EntryFrame.frameLength(payloadLength);
            target.setMemory(offset + HEADER_LENGTH - ALIGNMENT, ALIGNMENT, (byte) 0);
            target.putLong(offset + frameLength - ALIGNMENT, 0);
            encoder.wrap(target, offset)
                    .frameLength(frameLength)
                    .index(index)
                    .term(term)
                    .clusterTimeMs(clusterTimeMs)
                    .session(session)
                    .sequence(sequence)
                    .payloadLength(payloadLength)
                    .entryType(type);
            return frameLength;
        }

        /** Seals the frame that {@link #begin} began, once its payload is in place. */
        public void finish(MutableDirectBuffer target, int offset, int frameLength) {
            encoder.wrap(target, offset)
                    .checksum(checksum.of(target, offset + CHECKED_FROM, frameLength - CHECKED_FROM));
        }

        /** Writes a whole frame and returns its length. */
        public int write(
                MutableDirectBuffer target, int offset, EntryType type, long index, long term, DirectBuffer payload) {
            int frameLength = begin(target, offset, type, index, term, payload.capacity());
            target.putBytes(offset + HEADER_LENGTH, payload, 0, payload.capacity());
            finish(target, offset, frameLength);
            return frameLength;
        }
    }
}
