package io.balsa.journal;

import io.balsa.codec.BooleanType;
import io.balsa.codec.RecordType;
import io.balsa.codec.SegmentRecordDecoder;
import io.balsa.codec.SegmentRecordEncoder;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;

/**
 * The first record of a segment (template {@code SegmentRecord}): whose it is, which segment it continues, and what all
 * before it add up to, so that older segments can be deleted.
 *
 * @param segment         number of the segment
 * @param previousSegment that it continues; 0 for none
 * @param lowestSegment   lowest that was not purged
 * @param incarnation     that wrote it
 * @param pageCache       written with durability page-cache
 */
record SegmentStart(long segment, long previousSegment, long lowestSegment, long incarnation, boolean pageCache) {
    /** A truncation never reaches below the newest committed configuration, and few are uncommitted. */
    private static final int MAX_CONFIGURATIONS = 16;

    static SegmentStart read(RecordView record) {
        SegmentRecordDecoder decoder = decode(record);
        return new SegmentStart(
                decoder.segment(),
                decoder.previousSegment(),
                decoder.lowestSegment(),
                decoder.incarnation(),
                decoder.pageCache() == BooleanType.TRUE);
    }

    /** For a reader of the dump. */
    String describe() {
        String before = previousSegment == 0 ? "the first" : "after segment " + previousSegment;
        return "begins segment " + segment + ", " + before + ", lowest kept " + lowestSegment + ", incarnation "
                + incarnation + ", durability " + (pageCache ? Durability.PAGE_CACHE : Durability.FSYNC).label();
    }

    /** Whether the record was written by that node. */
    static boolean belongsTo(RecordView record, NodeIdentity identity) {
        SegmentRecordDecoder decoder = decode(record);
        return decoder.clusterId() == identity.clusterId()
                && decoder.groupId() == identity.groupId()
                && decoder.nodeId() == identity.nodeId();
    }

    /** Index after the last before the segment. */
    static long nextIndex(RecordView record) {
        return decode(record).nextIndex();
    }

    /** Sets a fresh state to what the record says. */
    static void restore(RecordView record, LogState state) {
        SegmentRecordDecoder decoder = decode(record);
        List<Recovered.ConfigurationEntry> configurations = new ArrayList<>();
        for (SegmentRecordDecoder.ConfigurationDecoder one : decoder.configuration()) {
            long index = one.index();
            byte[] payload = new byte[one.payloadLength()];
            one.getPayload(payload, 0, payload.length);
            configurations.add(new Recovered.ConfigurationEntry(index, payload));
        }
        state.start(decoder.term(), decoder.votedFor(), decoder.nextIndex(), decoder.lastTerm(), configurations);
        state.reachTime(decoder.clusterTimeMs());
    }

    private static SegmentRecordDecoder decode(RecordView record) {
        return new SegmentRecordDecoder()
                .wrap(
                        record.buffer(),
                        record.bodyOffset(),
                        SegmentRecordDecoder.BLOCK_LENGTH,
                        SegmentRecordDecoder.SCHEMA_VERSION);
    }

    /** Writes it as a record and returns the position after it. */
    long write(RecordWriter writer, NodeIdentity identity, LogState state, long durable) {
        List<Recovered.ConfigurationEntry> newest = newest(state.configurations());
        int bodyLength = BitUtil.align(bodyLength(newest), 8);
        int body = writer.begin(bodyLength);
        SegmentRecordEncoder encoder = new SegmentRecordEncoder().wrap(writer.buffer(), body);
        encoder.segment(segment)
                .previousSegment(previousSegment)
                .lowestSegment(lowestSegment)
                .clusterId(identity.clusterId())
                .incarnation(incarnation)
                .term(state.term())
                .nextIndex(state.lastIndex() + 1)
                .lastTerm(state.lastTerm())
                .clusterTimeMs(state.clusterTimeMs())
                .groupId(identity.groupId())
                .nodeId(identity.nodeId())
                .votedFor(state.votedFor())
                .pageCache(pageCache ? BooleanType.TRUE : BooleanType.FALSE);
        SegmentRecordEncoder.ConfigurationEncoder group = encoder.configurationCount(newest.size());
        for (Recovered.ConfigurationEntry entry : newest) {
            group.next().index(entry.index()).putPayload(entry.payload(), 0, entry.payload().length);
        }
        return writer.seal(RecordType.SEGMENT, durable);
    }

    private static List<Recovered.ConfigurationEntry> newest(List<Recovered.ConfigurationEntry> all) {
        return all.subList(Math.max(0, all.size() - MAX_CONFIGURATIONS), all.size());
    }

    private static int bodyLength(List<Recovered.ConfigurationEntry> configurations) {
        int length = SegmentRecordEncoder.BLOCK_LENGTH + 4;
        for (Recovered.ConfigurationEntry entry : configurations) {
            length += Long.BYTES
                    + SegmentRecordEncoder.ConfigurationEncoder.payloadHeaderLength()
                    + entry.payload().length;
        }
        return length;
    }
}
