package io.balsa.journal;

import java.io.IOException;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes once more what recovery keeps and nothing says of that it is on the disk. After a sync that failed, the system may hold
 * pages that can be read, that it takes for written, and that no later sync writes; whoever changes them makes it write them. What is
 * written is a copy, checked once more, since such pages may at any time be read from the disk again. One thread, once.
 */
final class TailRewrite {
    private final RecordStore store;
    private final StreamWalk walk;
    private final RecordView record = new RecordView();
    private final RecordView copied = new RecordView();
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
    private long position;
    private int chain;

    TailRewrite(RecordStore store, StreamWalk walk) {
        this.store = store;
        this.walk = walk;
    }

    /**
     * Writes the records that end after {@code durable}; a force of their segments must follow.
     *
     * @return false when the store does not hold any more what was read before
     */
    boolean run(long durable) throws IOException {
        if (durable >= walk.position()) {
            return true;
        }
        for (StreamWalk.Part part : partsFrom(durable)) {
            if (!rewrite(part, durable)) {
                return false;
            }
        }
        return chain == walk.chain();
    }

    private List<StreamWalk.Part> partsFrom(long durable) {
        return walk.parts().stream().filter(part -> part.end() > durable).toList();
    }

    private boolean rewrite(StreamWalk.Part part, long durable) throws IOException {
        try (SegmentBytes bytes = store.read(part.segment())) {
            int offset = bytes.recordAt(0);
            do {
                if (offset == SegmentBytes.NONE || !record.wrap(bytes.buffer(), offset, bytes.length())) {
                    return false;
                }
                if (record.endPosition() > durable && !rewrite(part.segment())) {
                    return false;
                }
                chain = record.checksum();
                position = record.endPosition();
                offset = bytes.recordAt(record.end());
            } while (position < part.end());
            return position == part.end();
        }
    }

    private boolean rewrite(long segment) throws IOException {
        int length = record.end() - record.offset();
        copy.putBytes(0, record.buffer(), record.offset(), length);
        boolean isSame = copied.wrap(copy, 0, length)
                && copied.checksum() == record.checksum()
                && (position == 0 || copied.previous() == chain && copied.position() == position);
        if (isSame) {
            store.rewrite(segment, record.offset(), copy, length);
        }
        return isSame;
    }
}
