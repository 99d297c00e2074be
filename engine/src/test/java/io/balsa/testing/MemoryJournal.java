package io.balsa.testing;

import io.balsa.spi.EntryFrame;
import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import io.balsa.spi.Recovered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A journal on a {@link MemoryDisk}, which outlives it: open another on the same disk for the next life. By default every
 * flushed write is durable at the next poll; the switches hold durability back, fail writes and syncs, and delay reads.
 * One thread.
 */
public final class MemoryJournal implements Journal {
    private final MemoryDisk disk;
    private final Recovered recovered;
    private final EntryFrame frame = new EntryFrame();
    private final Deque<Read> reads = new ArrayDeque<>();
    private final UnsafeBuffer delivered = new UnsafeBuffer(0, 0);
    private long flushed;
    private long reported;
    private boolean holdDurability;
    private boolean holdReads;
    private boolean failWrites;
    private boolean failSync;
    private boolean closed;
    private @Nullable String failure;

    /** The next life of that disk; what an earlier life did not make durable stays. Use {@link MemoryDisk#crash} to lose it. */
    public MemoryJournal(MemoryDisk disk) {
        this.disk = disk;
        this.recovered = disk.recover();
        this.flushed = recovered.position();
        this.reported = recovered.position();
    }

    /** A journal on a disk of its own. */
    public MemoryJournal() {
        this(new MemoryDisk());
    }

    public MemoryDisk disk() {
        return disk;
    }

    /** While held, nothing becomes durable. */
    public void holdDurability(boolean hold) {
        holdDurability = hold;
    }

    /** While held, reads stay under way. */
    public void holdReads(boolean hold) {
        holdReads = hold;
    }

    /** The next write fails. */
    public void failNextWrite() {
        failWrites = true;
    }

    /** The next sync fails. */
    public void failNextSync() {
        failSync = true;
    }

    /** Reads under way. */
    public int pendingReads() {
        return reads.size();
    }

    /** Whether anything written is not reported durable yet. */
    public boolean isBehind() {
        return reported < disk.position();
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
        beforeWrite();
        if (firstIndex != disk.lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entries begin at " + firstIndex + ", the journal ends at " + disk.lastIndex());
        }
        List<byte[]> entries = split(frames, offset, length);
        if (entries.size() != lastIndex - firstIndex + 1) {
            throw new IllegalArgumentException(entries.size() + " frames for " + firstIndex + " to " + lastIndex);
        }
        return disk.write(new MemoryDisk.Entries(firstIndex, entries), length);
    }

    private List<byte[]> split(DirectBuffer frames, int offset, int length) {
        List<byte[]> entries = new ArrayList<>();
        for (int at = offset; at < offset + length; at += frame.frameLength()) {
            frame.wrap(frames, at);
            byte[] entry = new byte[frame.frameLength()];
            frames.getBytes(at, entry);
            entries.add(entry);
        }
        return entries;
    }

    @Override
    public long truncateFrom(long fromIndex) {
        beforeWrite();
        if (fromIndex < disk.firstIndex()) {
            throw new IllegalArgumentException(
                    "truncation from " + fromIndex + ", the journal begins at " + disk.firstIndex());
        }
        return fromIndex > disk.lastIndex() ? disk.position() : disk.write(new MemoryDisk.Truncate(fromIndex), 1);
    }

    @Override
    public long storeVote(long term, int votedFor) {
        beforeWrite();
        return disk.write(new MemoryDisk.Vote(term, votedFor), 1);
    }

    @Override
    public void flush() {
        throwIfFailed();
        flushed = disk.position();
    }

    @Override
    public int poll(JournalEvents events) {
        throwIfFailed();
        return pollDurable(events) + pollReads(events);
    }

    private int pollDurable(JournalEvents events) {
        if (holdDurability || reported >= flushed) {
            return 0;
        }
        if (failSync) {
            throw fail("sync of the memory journal failed (injected)");
        }
        reported = flushed;
        disk.madeDurable(reported);
        events.onDurable(reported);
        return 1;
    }

    private int pollReads(JournalEvents events) {
        int count = 0;
        while (!holdReads && !reads.isEmpty()) {
            reads.removeFirst().deliver(events);
            count++;
        }
        return count;
    }

    @Override
    public void read(long token, long fromIndex, long toIndex, int maxBytes) {
        throwIfFailed();
        if (fromIndex < disk.firstIndex() || toIndex > disk.lastIndex() || fromIndex > toIndex) {
            throw new IllegalArgumentException("read of " + fromIndex + " to " + toIndex + ", the journal holds "
                    + disk.firstIndex() + " to " + disk.lastIndex());
        }
        reads.add(new Read(token, fromIndex, disk.copy(fromIndex, toIndex, maxBytes)));
    }

    @Override
    public void purgeBefore(long index) {
        disk.purgeBefore(index);
    }

    @Override
    public void close() {
        if (!closed && failure == null && !holdDurability && !failSync) {
            disk.madeDurable(disk.position());
        }
        closed = true;
    }

    private void beforeWrite() {
        throwIfFailed();
        if (failWrites) {
            throw fail("write to the memory journal failed (injected)");
        }
    }

    private void throwIfFailed() {
        if (closed) {
            throw new JournalException("the memory journal is closed");
        }
        if (failure != null) {
            throw new JournalException(failure);
        }
    }

    private JournalException fail(String message) {
        failure = message;
        return new JournalException(message);
    }

    private final class Read {
        private final long token;
        private final long firstIndex;
        private final List<byte[]> entries;

        Read(long token, long firstIndex, List<byte[]> entries) {
            this.token = token;
            this.firstIndex = firstIndex;
            this.entries = entries;
        }

        void deliver(JournalEvents events) {
            byte[] bytes =
                    new byte[entries.stream().mapToInt(entry -> entry.length).sum()];
            int at = 0;
            for (byte[] entry : entries) {
                System.arraycopy(entry, 0, bytes, at, entry.length);
                at += entry.length;
            }
            delivered.wrap(bytes);
            events.onRead(token, firstIndex, firstIndex + entries.size() - 1, delivered, 0, bytes.length);
        }
    }
}
