package io.balsa.core;

import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal as a list of writes, whose durability the test decides: {@link #syncUpTo} makes a prefix durable, and
 * {@link #afterCrash} is what another life finds.
 */
final class StreamJournal implements Journal {
    /** Sees every entry that is written, and the term of the one before it. */
    interface EntryListener {
        void onEntry(EntryFrame frame, long termBefore);
    }

    private record Read(long token, long from, long to, int maxBytes) {}

    private final List<DiskImage.Write> writes;
    private final DiskImage written = new DiskImage();
    private final DiskImage durable = new DiskImage();
    private final Recovered recovered;
    private final List<Read> reads = new ArrayList<>();
    private EntryListener listener = (frame, termBefore) -> {};
    private int durableWrites;
    private int reported;
    private int flushes;
    private int readCount;
    private boolean failing;

    StreamJournal() {
        this(List.of(), 1);
    }

    private StreamJournal(List<DiskImage.Write> kept, long incarnation) {
        writes = new ArrayList<>(kept);
        writes.forEach(written::apply);
        syncUpTo(writes.size());
        reported = durableWrites;
        recovered = written.recovered(incarnation, writes.size());
    }

    /** A journal whose earlier life left term, vote, and commands of these terms. */
    static StreamJournal holding(long term, int votedFor, long... entryTerms) {
        StreamJournal past = new StreamJournal();
        byte[] frames = Wire.frames(Message.Append.of(term).entries(entryTerms).entries());
        if (frames.length > 0) {
            past.append(new UnsafeBuffer(frames), 0, frames.length, 1, entryTerms.length);
        }
        past.storeVote(term, votedFor);
        past.syncUpTo(2);
        return past.afterCrash(0);
    }

    /** What a new life finds when, beyond what is durable, {@code lucky} more writes happened to reach the disk. */
    StreamJournal afterCrash(int lucky) {
        int kept = Math.min(writes.size(), durableWrites + lucky);
        return new StreamJournal(writes.subList(0, kept), recovered.incarnation() + 1);
    }

    void onEntry(EntryListener newListener) {
        listener = newListener;
    }

    /** Everything that was written, durable or not. */
    DiskImage written() {
        return written;
    }

    /** What would survive a crash now. */
    DiskImage durable() {
        return durable;
    }

    int pending() {
        return writes.size() - durableWrites;
    }

    int flushes() {
        return flushes;
    }

    /** Reads that were ever asked for. */
    int readCount() {
        return readCount;
    }

    int pendingReads() {
        return reads.size();
    }

    void syncUpTo(int more) {
        for (int left = Math.min(more, pending()); left > 0; left--) {
            durable.apply(writes.get(durableWrites++));
        }
    }

    /** From now on every write fails, as on a full or broken disk. */
    void fail() {
        failing = true;
    }

    @Override
    public Recovered recovered() {
        return recovered;
    }

    @Override
    public String durability() {
        return "memory";
    }

    @Override
    public long append(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
        byte[] copy = new byte[length];
        frames.getBytes(offset, copy);
        long position = write(new DiskImage.Write.Frames(copy));
        Check.that(written.last() == lastIndex, "the run ends where it says", written.last(), lastIndex);
        for (long index = firstIndex; index <= lastIndex; index++) {
            long before = index > written.first() ? written.entryAt(index - 1).term() : 0;
            listener.onEntry(written.entryAt(index), before);
        }
        return position;
    }

    @Override
    public long truncateFrom(long fromIndex) {
        return write(new DiskImage.Write.Truncate(fromIndex));
    }

    @Override
    public long storeVote(long term, int votedFor) {
        return write(new DiskImage.Write.Vote(term, votedFor));
    }

    private long write(DiskImage.Write write) {
        if (failing) {
            throw new JournalException("the disk is broken");
        }
        writes.add(write);
        written.apply(write);
        return writes.size();
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public int poll(JournalEvents events) {
        if (failing) {
            throw new JournalException("the disk is broken");
        }
        int work = 0;
        if (durableWrites > reported) {
            reported = durableWrites;
            events.onDurable(durableWrites);
            work++;
        }
        return work + pollReads(events);
    }

    /** What was asked for is never reported, unless by the test itself. */
    void dropReads() {
        reads.clear();
    }

    /** Every read is reported once: with nothing, when what it asked for was truncated meanwhile. */
    int pollReads(JournalEvents events) {
        List<Read> due = List.copyOf(reads);
        reads.clear();
        due.forEach(read -> report(read, events));
        return due.size();
    }

    private void report(Read read, JournalEvents events) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        int length = 0;
        long index = read.from();
        while (index <= Math.min(read.to(), written.last())) {
            byte[] entry = written.bytesAt(index);
            if (length > 0 && length + entry.length > read.maxBytes()) {
                break;
            }
            buffer.putBytes(length, entry);
            length += entry.length;
            index++;
        }
        events.onRead(read.token(), read.from(), index - 1, buffer, 0, length);
    }

    @Override
    public void read(long token, long fromIndex, long toIndex, int maxBytes) {
        Check.that(
                fromIndex >= written.first() && fromIndex <= toIndex && toIndex <= written.last(),
                "what is read is in the journal",
                toIndex,
                written.last());
        Check.that(reads.stream().noneMatch(read -> read.token() == token), "one read per token", token, fromIndex);
        reads.add(new Read(token, fromIndex, toIndex, maxBytes));
        readCount++;
    }

    @Override
    public void purgeBefore(long index) {
        write(new DiskImage.Write.Purge(index));
        syncUpTo(Integer.MAX_VALUE);
    }

    @Override
    public void close() {}
}
