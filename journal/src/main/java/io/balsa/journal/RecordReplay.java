package io.balsa.journal;

import io.balsa.codec.EntriesRecordDecoder;
import io.balsa.codec.PurgeRecordDecoder;
import io.balsa.codec.TruncateRecordDecoder;
import io.balsa.codec.VoteRecordDecoder;
import org.jspecify.annotations.Nullable;

/** Applies intact records, in order, to the state and the index of entries. One thread. */
final class RecordReplay {
    private final EntriesRecordDecoder entries = new EntriesRecordDecoder();
    private final TruncateRecordDecoder truncate = new TruncateRecordDecoder();
    private final VoteRecordDecoder vote = new VoteRecordDecoder();
    private final PurgeRecordDecoder purge = new PurgeRecordDecoder();
    private final LogState state;
    private final EntryIndex index;
    private long lowestSegment;

    RecordReplay(LogState state, EntryIndex index) {
        this.state = state;
        this.index = index;
    }

    /** Takes in the first record of a segment; the very first gives the state to begin with. */
    void start(RecordView record, SegmentStart start, boolean first) {
        if (first) {
            SegmentStart.restore(record, state);
        }
        index.segmentBegins(start.segment(), SegmentStart.nextIndex(record));
        lowestSegment = Math.max(lowestSegment, start.lowestSegment());
    }

    /**
     * Takes in another record.
     *
     * @return null, or what is wrong with it although its checksum is right
     */
    @Nullable
    String apply(RecordView record) {
        return switch (record.type()) {
            case ENTRIES -> applyEntries(record);
            case TRUNCATE -> applyTruncate(record);
            case VOTE -> applyVote(record);
            case PURGE -> applyPurge(record);
            default -> "a record of type " + record.type() + " does not belong here";
        };
    }

    private @Nullable String applyEntries(RecordView record) {
        int block = EntriesRecordDecoder.BLOCK_LENGTH;
        entries.wrap(record.buffer(), record.bodyOffset(), block, EntriesRecordDecoder.SCHEMA_VERSION);
        long first = entries.firstIndex();
        String wrong = state.add(
                record.buffer(), record.bodyOffset() + block, record.bodyLength() - block, first, entries.lastIndex());
        if (wrong == null) {
            index.added(first, record.offset(), record.end() - record.offset());
        }
        return wrong;
    }

    private @Nullable String applyTruncate(RecordView record) {
        truncate.wrap(
                record.buffer(),
                record.bodyOffset(),
                TruncateRecordDecoder.BLOCK_LENGTH,
                TruncateRecordDecoder.SCHEMA_VERSION);
        state.truncateFrom(truncate.fromIndex(), truncate.termBefore());
        index.truncatedFrom(truncate.fromIndex());
        return null;
    }

    private @Nullable String applyVote(RecordView record) {
        vote.wrap(
                record.buffer(), record.bodyOffset(), VoteRecordDecoder.BLOCK_LENGTH, VoteRecordDecoder.SCHEMA_VERSION);
        if (vote.term() < state.term()) {
            return "term " + vote.term() + " follows term " + state.term();
        }
        state.vote(vote.term(), vote.votedFor());
        return null;
    }

    private @Nullable String applyPurge(RecordView record) {
        purge.wrap(
                record.buffer(),
                record.bodyOffset(),
                PurgeRecordDecoder.BLOCK_LENGTH,
                PurgeRecordDecoder.SCHEMA_VERSION);
        lowestSegment = Math.max(lowestSegment, purge.lowestSegment());
        return null;
    }

    /** Segments from this on must be there. */
    long lowestSegment() {
        return lowestSegment;
    }
}
