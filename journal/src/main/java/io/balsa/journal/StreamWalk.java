package io.balsa.journal;

import io.balsa.codec.RecordType;
import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Replays segments, one after the other, as long as each record continues the one before. One thread, once. */
final class StreamWalk {
    private final RecordStore store;
    private final NodeIdentity identity;
    private final RecordReplay replay;
    private final RecordView record = new RecordView();
    private final List<Part> parts = new ArrayList<>();
    private long position;
    private int chain;
    private long durable;
    private long lastSegment;
    private long incarnation;
    private boolean isPageCache;
    private int stopOffset;
    private boolean endedBroken;
    private String stopReason = "nothing";

    StreamWalk(RecordStore store, NodeIdentity identity, RecordReplay replay) {
        this.store = store;
        this.identity = identity;
        this.replay = replay;
    }

    /** A segment, and the position of the stream after what of it belongs to the stream. */
    record Part(long segment, long end) {}

    /**
     * Replays one segment up to its last intact record.
     *
     * @return false when the segment does not continue the stream at all
     */
    boolean replay(long segment) throws IOException {
        try (SegmentBytes bytes = store.read(segment)) {
            int offset = bytes.recordAt(0);
            if (offset == SegmentBytes.NONE || !isStart(bytes, offset)) {
                return false;
            }
            SegmentStart start = SegmentStart.read(record);
            if (!continuesWith(start, segment)) {
                return false;
            }
            replay.start(record, start, lastSegment == 0);
            lastSegment = segment;
            incarnation = start.incarnation();
            isPageCache = start.pageCache();
            position = record.position();
            accept();
            replayRest(bytes);
            parts.add(new Part(segment, position));
            return true;
        }
    }

    private boolean isStart(SegmentBytes bytes, int offset) {
        if (!record.wrap(bytes.buffer(), offset, bytes.length())) {
            return false;
        }
        requireFormat(offset);
        return record.type() == RecordType.SEGMENT && requireOwn();
    }

    private boolean continuesWith(SegmentStart start, long segment) {
        return start.segment() == segment
                && (lastSegment == 0
                        || start.previousSegment() == lastSegment
                                && record.position() == position
                                && record.previous() == chain);
    }

    private void replayRest(SegmentBytes bytes) {
        while (true) {
            int offset = bytes.recordAt(record.end());
            stopOffset = offset == SegmentBytes.NONE ? record.end() : offset;
            endedBroken = offset != SegmentBytes.NONE && !continuesAt(bytes, offset);
            if (offset == SegmentBytes.NONE || endedBroken) {
                return;
            }
            String wrong = replay.apply(record);
            if (wrong != null) {
                throw Refusal.because(store.nameOf(lastSegment) + " at offset " + offset + ": " + wrong
                        + "; the journal contradicts itself");
            }
            accept();
        }
    }

    private boolean continuesAt(SegmentBytes bytes, int offset) {
        int end = record.end();
        if (!record.wrap(bytes.buffer(), offset, bytes.length())) {
            stopReason = "no intact record";
            return false;
        }
        requireFormat(offset);
        if (record.position() != position || record.previous() != chain) {
            stopReason = "a record that does not continue the one before, which ends at offset " + end;
            return false;
        }
        return true;
    }

    private void accept() {
        chain = record.checksum();
        position = record.endPosition();
        if (!isPageCache) {
            durable = Math.max(durable, record.durable());
        }
    }

    private boolean requireOwn() {
        if (!SegmentStart.belongsTo(record, identity)) {
            throw new JournalException("the journal was written by another node than node " + identity.nodeId()
                    + " of group " + identity.groupId() + " of cluster " + identity.clusterName()
                    + "; give this node a directory of its own");
        }
        return true;
    }

    private void requireFormat(int offset) {
        if (!record.isKnownFormat()) {
            throw new JournalException("the journal holds a record of another format at offset " + offset
                    + "; run the version of Balsa that wrote it, or a later one");
        }
    }

    /** Position after the last intact record. */
    long position() {
        return position;
    }

    /** What was replayed, in order. */
    List<Part> parts() {
        return parts;
    }

    /** Position up to which a life that synced has called the stream durable in one of its records. */
    long durable() {
        return durable;
    }

    /** Whether the life that wrote the last segment acknowledged what it had not synced. */
    boolean isPageCache() {
        return isPageCache;
    }

    /** Checksum of the last intact record. */
    int chain() {
        return chain;
    }

    /** The segment that was replayed last; 0 for none. */
    long lastSegment() {
        return lastSegment;
    }

    /** Life that wrote that segment; 0 for none. */
    long incarnation() {
        return incarnation;
    }

    /** Offset in that segment at which it ended. */
    int stopOffset() {
        return stopOffset;
    }

    /** Whether something was there that is no continuation. */
    boolean endedBroken() {
        return endedBroken;
    }

    /** What was found there. */
    String stopReason() {
        return stopReason;
    }
}
