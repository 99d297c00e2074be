package io.balsa.benchmarks.core;

import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.Recovered;
import org.agrona.DirectBuffer;

/** A journal that keeps nothing but its length, and is durable as soon as it is polled. */
final class CountingJournal implements Journal {
    private static final int RECORD_LENGTH = 64;

    private final Recovered recovered = Recovered.empty(1);
    private long position;
    private long reported;

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
        position += length;
        return position;
    }

    @Override
    public long truncateFrom(long fromIndex) {
        position += RECORD_LENGTH;
        return position;
    }

    @Override
    public long storeVote(long term, int votedFor) {
        position += RECORD_LENGTH;
        return position;
    }

    @Override
    public void flush() {}

    @Override
    public int poll(JournalEvents events) {
        if (position == reported) {
            return 0;
        }
        reported = position;
        events.onDurable(position);
        return 1;
    }

    @Override
    public void read(long token, long fromIndex, long toIndex, int maxBytes) {
        throw new UnsupportedOperationException("a benchmark of the core reads nothing cold");
    }

    @Override
    public void purgeBefore(long index) {}

    @Override
    public void close() {}
}
