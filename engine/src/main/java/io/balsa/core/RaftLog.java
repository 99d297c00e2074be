package io.balsa.core;

import io.balsa.codec.EntryType;
import io.balsa.config.RaftConfig;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.Recovered;
import io.balsa.spi.TermRuns;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The log of one node: its newest part in memory, all of it in the journal, and how far it is durable (Raft §5.3).
 *
 * <p>{@code firstIndex - 1 <= durableIndex <= writtenIndex <= lastIndex}. Entries go to the tail at once, to the journal
 * when {@link #persist} is called, once a turn, and become durable when the journal says so.
 */
final class RaftLog {
    private final Journal journal;
    private final LogTail tail;
    private final TermRuns terms = new TermRuns();
    private final DurableMarks marks;
    private final EntryFrame.Writer writer = new EntryFrame.Writer();
    private final int maxExcerptBytes;
    private long firstIndex;
    private long lastIndex;
    private long writtenIndex;
    private long durableIndex;
    private long clusterTimeMs;
    private long writtenPosition;
    private long durablePosition;

    RaftLog(Journal journal, RaftConfig config) {
        Recovered recovered = journal.recovered();
        this.journal = journal;
        this.firstIndex = recovered.firstIndex();
        this.lastIndex = recovered.lastIndex();
        this.writtenIndex = lastIndex;
        this.durableIndex = lastIndex;
        this.writtenPosition = recovered.position();
        this.durablePosition = writtenPosition;
        this.clusterTimeMs = recovered.clusterTimeMs();
        this.tail = new LogTail(config.tailBytes(), config.tailEntries(), lastIndex);
        // One mark stands for one entry at least, so more would be for entries that are in memory no more.
        this.marks = new DurableMarks(config.tailEntries());
        this.maxExcerptBytes = config.tailBytes() / 4;
        recovered.runs().forEach(run -> terms.append(run.firstIndex(), run.term()));
    }

    long firstIndex() {
        return firstIndex;
    }

    long lastIndex() {
        return lastIndex;
    }

    long lastTerm() {
        return termAt(lastIndex);
    }

    long durableIndex() {
        return durableIndex;
    }

    /** Term of an index of the log; 0 for index 0. */
    long termAt(long index) {
        Check.that(
                index >= firstIndex - 1 && index <= lastIndex,
                "only the log's own indices have a term",
                index,
                lastIndex);
        return terms.termAt(index);
    }

    TermRuns terms() {
        return terms;
    }

    LogTail tail() {
        return tail;
    }

    /** Bytes of the entries after {@code index} that are in the tail. */
    long bytesAfter(long index) {
        return tail.bytesFrom(index + 1);
    }

    /** Whether an entry of this payload fits without pushing out anything after {@code keepAfter} that is in the tail. */
    boolean hasRoom(int payloadLength, long keepAfter) {
        long keepFrom = Math.max(keepAfter + 1, tail.firstIndex());
        return tail.firstIndexAfter(EntryFrame.frameLength(payloadLength)) <= keepFrom;
    }

    /** What the next entries appended here say of their origin. Time never falls along the log. */
    void origin(long session, long sequence, long nowMs) {
        clusterTimeMs = Math.max(clusterTimeMs, nowMs);
        writer.origin(session, sequence, clusterTimeMs);
    }

    long clusterTimeMs() {
        return clusterTimeMs;
    }

    /** Leader: frames one entry at the end of the log. Returns its index. */
    long append(EntryType type, long term, DirectBuffer payload, int offset, int length) {
        int frameLength = EntryFrame.frameLength(length);
        makeRoom(frameLength);
        UnsafeBuffer target = tail.buffer();
        int at = tail.claim(frameLength, writtenIndex + 1);
        lastIndex++;
        writer.begin(target, at, type, lastIndex, term, length);
        target.putBytes(at + EntryFrame.HEADER_LENGTH, payload, offset, length);
        writer.finish(target, at, frameLength);
        terms.append(lastIndex, term);
        return lastIndex;
    }

    /** Follower: takes over a frame that was verified and has the next index. */
    void appendFrame(EntryFrame frame) {
        int frameLength = frame.frameLength();
        makeRoom(frameLength);
        int at = tail.claim(frameLength, writtenIndex + 1);
        lastIndex++;
        Check.that(frame.index() == lastIndex, "the log has no gap", frame.index(), lastIndex);
        tail.buffer().putBytes(at, frame.buffer(), frame.frameOffset(), frameLength);
        terms.append(lastIndex, frame.term());
        clusterTimeMs = Math.max(clusterTimeMs, frame.clusterTimeMs());
    }

    private void makeRoom(int frameLength) {
        if (tail.firstIndexAfter(frameLength) > writtenIndex + 1) {
            persist();
        }
    }

    /** Follower: drops {@code index} and what follows; what the journal holds of it is truncated there too. */
    void truncateFrom(long index) {
        Check.that(
                index >= firstIndex && index <= lastIndex,
                "only the log's own indices are truncated",
                index,
                lastIndex);
        terms.truncateFrom(index);
        tail.truncateFrom(index);
        lastIndex = index - 1;
        if (index <= writtenIndex) {
            writtenPosition = journal.truncateFrom(index);
            writtenIndex = index - 1;
            marks.truncateFrom(index);
            durableIndex = Math.min(durableIndex, index - 1);
        }
    }

    /** Writes what is new to the journal: one excerpt, or two where the tail wraps. Returns the bytes written. */
    int persist() {
        int written = 0;
        while (writtenIndex < lastIndex) {
            long last = tail.run(writtenIndex + 1, lastIndex, maxExcerptBytes);
            int length = tail.runLength();
            writtenPosition = journal.append(tail.buffer(), tail.runOffset(), length, writtenIndex + 1, last);
            marks.add(writtenPosition, last);
            writtenIndex = last;
            written += length;
        }
        return written;
    }

    /** Writes term and vote behind every entry so far. Returns the position that makes them durable. */
    long storeVote(long term, int votedFor) {
        persist();
        writtenPosition = journal.storeVote(term, votedFor);
        journal.flush();
        return writtenPosition;
    }

    void onDurable(long position) {
        Check.that(
                position >= durablePosition && position <= writtenPosition,
                "durable is only what was written",
                position,
                writtenPosition);
        durablePosition = position;
        durableIndex = marks.reach(position, durableIndex);
    }

    long durablePosition() {
        return durablePosition;
    }

    /** Whether something was written that is not durable yet. */
    boolean isSyncing() {
        return durablePosition < writtenPosition;
    }

    void flush() {
        journal.flush();
    }

    /** Asks for entries that left the tail, and what is written after them; they come back through {@code onRead}. */
    void readCold(long token, long from, int maxBytes) {
        journal.read(token, from, writtenIndex, maxBytes);
    }

    /** Looks at an entry in the tail; false when it is not there. */
    boolean entryAt(long index, EntryFrame entry) {
        if (!tail.contains(index)) {
            return false;
        }
        tail.entryAt(index, entry);
        return true;
    }
}
