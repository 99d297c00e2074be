package io.balsa.journal;

import io.balsa.codec.EntriesRecordDecoder;
import io.balsa.codec.PurgeRecordDecoder;
import io.balsa.codec.TruncateRecordDecoder;
import io.balsa.codec.VoteRecordDecoder;

/** A record as a line of text. One thread. */
final class RecordText {
    private final EntriesRecordDecoder entries = new EntriesRecordDecoder();
    private final TruncateRecordDecoder truncate = new TruncateRecordDecoder();
    private final VoteRecordDecoder vote = new VoteRecordDecoder();
    private final PurgeRecordDecoder purge = new PurgeRecordDecoder();

    String describe(RecordView record) {
        return "offset " + record.offset() + " position " + record.position() + " durable " + record.durable() + " "
                + (record.isKnownFormat() ? body(record) : "of an unknown format");
    }

    private String body(RecordView record) {
        return switch (record.type()) {
            case SEGMENT -> SegmentStart.read(record).describe() + ", next index " + SegmentStart.nextIndex(record);
            case ENTRIES -> entries(record);
            case TRUNCATE -> truncate(record);
            case VOTE -> vote(record);
            case PURGE -> purge(record);
            default -> "of an unknown type";
        };
    }

    private String entries(RecordView record) {
        int version = EntriesRecordDecoder.SCHEMA_VERSION;
        entries.wrap(record.buffer(), record.bodyOffset(), EntriesRecordDecoder.BLOCK_LENGTH, version);
        return "entries " + entries.firstIndex() + " to " + entries.lastIndex() + ", " + record.bodyLength() + " bytes";
    }

    private String truncate(RecordView record) {
        int version = TruncateRecordDecoder.SCHEMA_VERSION;
        truncate.wrap(record.buffer(), record.bodyOffset(), TruncateRecordDecoder.BLOCK_LENGTH, version);
        return "truncated from " + truncate.fromIndex() + " in term " + truncate.term();
    }

    private String vote(RecordView record) {
        int version = VoteRecordDecoder.SCHEMA_VERSION;
        vote.wrap(record.buffer(), record.bodyOffset(), VoteRecordDecoder.BLOCK_LENGTH, version);
        return "term " + vote.term() + " vote " + vote.votedFor();
    }

    private String purge(RecordView record) {
        int version = PurgeRecordDecoder.SCHEMA_VERSION;
        purge.wrap(record.buffer(), record.bodyOffset(), PurgeRecordDecoder.BLOCK_LENGTH, version);
        return "purged before " + purge.index() + ", segments below " + purge.lowestSegment();
    }
}
