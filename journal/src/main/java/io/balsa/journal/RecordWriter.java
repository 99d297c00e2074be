package io.balsa.journal;

import io.balsa.codec.RecordHeaderEncoder;
import io.balsa.codec.RecordType;
import io.balsa.spi.Checksum;
import org.agrona.MutableDirectBuffer;

/** Writes records in place into a store, each chained to the one before. Loop thread. */
final class RecordWriter {
    private final RecordHeaderEncoder header = new RecordHeaderEncoder();
    private final Checksum checksum = new Checksum();
    private final RecordStore store;
    private long position;
    private int chain;
    private int claimed;
    private int offset;
    private int claimedLength;

    RecordWriter(RecordStore store, long position, int chain) {
        this.store = store;
        this.position = position;
        this.chain = chain;
    }

    /** Whether the segment has room for a record with a body of that length. */
    boolean fits(int bodyLength) {
        return store.fits(bodyLength + RecordView.OVERHEAD);
    }

    /** As {@link #begin(int, int)}, with a body that is zeroed as a whole. */
    int begin(int bodyLength) {
        return begin(bodyLength, 0);
    }

    /**
     * Claims space for a record, whose body is a block, zeroed, and data behind it, which is not.
     *
     * @param blockLength bytes
     * @param dataLength  bytes, every one of which the caller writes; a multiple of 8 together with the block
     * @return offset of the body in {@link #buffer()}
     */
    int begin(int blockLength, int dataLength) {
        claimedLength = blockLength + dataLength + RecordView.OVERHEAD;
        claimed = store.claim(claimedLength);
        offset = store.offset();
        store.buffer().setMemory(claimed, RecordView.HEADER_LENGTH + blockLength, (byte) 0);
        return claimed + RecordView.HEADER_LENGTH;
    }

    MutableDirectBuffer buffer() {
        return store.buffer();
    }

    /** Offset in the segment of the record that was begun last. */
    int offset() {
        return offset;
    }

    /**
     * Completes the record whose body is in place: trailer and header, the magic last.
     *
     * @param durable position known to be durable
     * @return the position after the record
     */
    long seal(RecordType type, long durable) {
        MutableDirectBuffer buffer = store.buffer();
        int end = claimedLength - RecordView.TRAILER_LENGTH;
        header.wrap(buffer, claimed)
                .length(claimedLength)
                .previous(chain)
                .position(position)
                .durable(durable)
                .recordType(type)
                .formatVersion(RecordView.FORMAT_VERSION);
        chain = checksum.of(buffer, claimed + RecordView.CHECKED_FROM, end - RecordView.CHECKED_FROM);
        header.checksum(chain);
        buffer.putInt(claimed + end, chain);
        java.lang.invoke.VarHandle.releaseFence();
        header.magic(RecordView.MAGIC);
        store.commit(claimedLength);
        position += claimedLength;
        return position;
    }

    long position() {
        return position;
    }
}
