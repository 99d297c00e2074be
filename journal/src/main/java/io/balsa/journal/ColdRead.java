package io.balsa.journal;

import io.balsa.codec.EntriesRecordDecoder;
import io.balsa.codec.RecordType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One read of entries from one segment: planned by the loop, run elsewhere, delivered by the loop. */
final class ColdRead {
    private static final int MOST_AT_FIRST = 4096;

    private final long token;
    private final long segment;
    private final int startOffset;
    private final long fromIndex;
    private final long toIndex;
    private final int maxBytes;
    private final ExpandableArrayBuffer frames;
    private final EntriesRecordDecoder entries = new EntriesRecordDecoder();
    private final EntryFrame frame = new EntryFrame();
    private int length;
    private long nextIndex;
    private boolean full;
    private @Nullable JournalException failure;

    /** Plans it; {@code mark} of the index leads to {@code fromIndex}. */
    ColdRead(EntryIndex index, int mark, Request request) {
        this.token = request.token();
        this.segment = index.segmentOf(mark);
        this.startOffset = index.offsetOf(mark);
        this.fromIndex = request.fromIndex();
        this.toIndex = Math.min(request.toIndex(), index.lastIndexFrom(mark));
        this.maxBytes = request.maxBytes();
        this.nextIndex = fromIndex;
        this.frames = new ExpandableArrayBuffer(Math.min(maxBytes, MOST_AT_FIRST));
    }

    /** What the loop asked for. */
    record Request(long token, long fromIndex, long toIndex, int maxBytes) {}

    long segment() {
        return segment;
    }

    long fromIndex() {
        return fromIndex;
    }

    /** Collects the frames. */
    void run(SegmentBytes bytes) {
        RecordView record = new RecordView();
        for (int offset = startOffset; nextIndex <= toIndex && !full; offset = bytes.recordAt(record.end())) {
            if (offset == SegmentBytes.NONE || !record.wrap(bytes.buffer(), offset, bytes.length())) {
                throw new JournalException("no intact record at offset " + offset
                        + " where there had been one; the disk" + " or the file is damaged");
            }
            if (record.type() == RecordType.ENTRIES) {
                collect(record);
            }
        }
    }

    private void collect(RecordView record) {
        int block = EntriesRecordDecoder.BLOCK_LENGTH;
        DirectBuffer buffer = record.buffer();
        entries.wrap(buffer, record.bodyOffset(), block, EntriesRecordDecoder.SCHEMA_VERSION);
        if (entries.lastIndex() < nextIndex) {
            return;
        }
        int end = record.bodyOffset() + record.bodyLength();
        for (int at = record.bodyOffset() + block;
                at < end && nextIndex <= toIndex && !full;
                at += frame.frameLength()) {
            frame.wrap(buffer, at);
            if (frame.index() == nextIndex) {
                add(buffer, at, frame.frameLength());
            }
        }
    }

    private void add(DirectBuffer buffer, int offset, int frameLength) {
        full = length > 0 && length + frameLength > maxBytes;
        if (!full) {
            frames.putBytes(length, buffer, offset, frameLength);
            length += frameLength;
            nextIndex++;
        }
    }

    void fail(JournalException cause) {
        failure = cause;
    }

    void deliver(JournalEvents events, UnsafeBuffer view) {
        if (failure != null) {
            throw failure;
        }
        view.wrap(frames, 0, length);
        events.onRead(token, fromIndex, nextIndex - 1, view, 0, length);
    }
}
