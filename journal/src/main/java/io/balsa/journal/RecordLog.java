package io.balsa.journal;

import io.balsa.codec.EntriesRecordEncoder;
import io.balsa.codec.PurgeRecordEncoder;
import io.balsa.codec.RecordType;
import io.balsa.codec.TruncateRecordEncoder;
import io.balsa.codec.VoteRecordEncoder;
import io.balsa.spi.NodeIdentity;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/** The writing end of the stream: one record for each write, a new segment when one is full. Loop thread. */
final class RecordLog {
    private final RecordStore store;
    private final NodeIdentity identity;
    private final LogState state;
    private final EntryIndex index;
    private final RecordWriter writer;
    private final EntriesRecordEncoder entries = new EntriesRecordEncoder();
    private final TruncateRecordEncoder truncate = new TruncateRecordEncoder();
    private final VoteRecordEncoder vote = new VoteRecordEncoder();
    private final PurgeRecordEncoder purge = new PurgeRecordEncoder();
    private final long incarnation;
    private final boolean pageCache;
    private LongSupplier durable = this::position;
    private long segment;
    private long nextSegment;
    private long lowestSegment;

    /** Goes on where recovery ended, as that incarnation. Nothing is written before {@link #roll}. */
    RecordLog(RecordStore store, NodeIdentity identity, Recovery recovery, Life life) {
        this.store = store;
        this.identity = identity;
        this.state = recovery.state();
        this.index = recovery.index();
        this.incarnation = life.incarnation();
        this.pageCache = life.pageCache();
        this.segment = recovery.lastSegment();
        this.nextSegment = recovery.nextSegment();
        // An open that was cut short may have used up lower numbers.
        this.lowestSegment = segment == 0 ? nextSegment : recovery.lowestSegment();
        this.writer = new RecordWriter(store, recovery.position(), segment == 0 ? seedOf(identity) : recovery.chain());
    }

    /** The life that writes, and how. */
    record Life(long incarnation, boolean pageCache) {}

    private static int seedOf(NodeIdentity identity) {
        return Long.hashCode(identity.clusterId()) * 31 + identity.groupId() * 31 + identity.nodeId();
    }

    /** Who says how far the stream is durable. */
    void durable(LongSupplier watermark) {
        durable = watermark;
    }

    /** Begins the next segment. */
    void roll() {
        store.begin(nextSegment);
        SegmentStart start = new SegmentStart(nextSegment, segment, lowestSegment, incarnation, pageCache);
        start.write(writer, identity, state, durable.getAsLong());
        segment = nextSegment++;
        index.segmentBegins(segment, state.lastIndex() + 1);
    }

    /** Begins the next segment unless this one has room for a record with a body of that length. Returns whether it did. */
    boolean rollUnlessFits(int bodyLength) {
        if (writer.fits(bodyLength)) {
            return false;
        }
        roll();
        return true;
    }

    /** Writes frames that were added to the state already. */
    long entries(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
        int block = EntriesRecordEncoder.BLOCK_LENGTH;
        int body = writer.begin(block, length);
        entries.wrap(writer.buffer(), body).firstIndex(firstIndex).lastIndex(lastIndex);
        writer.buffer().putBytes(body + block, frames, offset, length);
        long position = writer.seal(RecordType.ENTRIES, durable.getAsLong());
        index.added(firstIndex, writer.offset(), length);
        return position;
    }

    long truncate(long fromIndex) {
        int body = writer.begin(TruncateRecordEncoder.BLOCK_LENGTH);
        long termBefore = state.termAt(fromIndex - 1);
        truncate.wrap(writer.buffer(), body)
                .fromIndex(fromIndex)
                .term(state.term())
                .termBefore(termBefore);
        state.truncateFrom(fromIndex, termBefore);
        index.truncatedFrom(fromIndex);
        return writer.seal(RecordType.TRUNCATE, durable.getAsLong());
    }

    long vote(long term, int votedFor) {
        int body = writer.begin(VoteRecordEncoder.BLOCK_LENGTH);
        vote.wrap(writer.buffer(), body).term(term).votedFor(votedFor);
        state.vote(term, votedFor);
        return writer.seal(RecordType.VOTE, durable.getAsLong());
    }

    long purge(long beforeIndex, long lowest) {
        int body = writer.begin(PurgeRecordEncoder.BLOCK_LENGTH);
        purge.wrap(writer.buffer(), body).index(beforeIndex).lowestSegment(lowest);
        lowestSegment = lowest;
        index.purgeBelow(lowest);
        state.purgeBefore(beforeIndex, index.firstIndexFrom(lowest));
        return writer.seal(RecordType.PURGE, durable.getAsLong());
    }

    long position() {
        return writer.position();
    }

    long segment() {
        return segment;
    }

    long lowestSegment() {
        return lowestSegment;
    }
}
