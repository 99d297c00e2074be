package io.balsa.simulator.machine;

import io.balsa.spi.Journal;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.Recovered;
import org.agrona.DirectBuffer;

/** Passes everything on to a journal and tells of it. */
final class JournalTap implements Journal {
    private final Journal journal;
    private final JournalEar ear;
    private final Reports reports = new Reports();

    JournalTap(Journal journal, JournalEar ear) {
        this.journal = journal;
        this.ear = ear;
    }

    private final class Reports implements JournalEvents {
        private JournalEvents events = this;

        @Override
        public void onDurable(long position) {
            ear.onDurable(position);
            events.onDurable(position);
        }

        @Override
        public void onRead(long token, long firstIndex, long lastIndex, DirectBuffer frames, int offset, int length) {
            events.onRead(token, firstIndex, lastIndex, frames, offset, length);
        }
    }

    @Override
    public Recovered recovered() {
        return journal.recovered();
    }

    @Override
    public String durability() {
        return journal.durability();
    }

    @Override
    public long append(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex) {
        long position = journal.append(frames, offset, length, firstIndex, lastIndex);
        ear.onAppend(frames, offset, length, position);
        return position;
    }

    @Override
    public long truncateFrom(long fromIndex) {
        long position = journal.truncateFrom(fromIndex);
        ear.onTruncate(fromIndex, position);
        return position;
    }

    @Override
    public long storeVote(long term, int votedFor) {
        long position = journal.storeVote(term, votedFor);
        ear.onVote(term, votedFor, position);
        return position;
    }

    @Override
    public void flush() {
        journal.flush();
    }

    @Override
    public int poll(JournalEvents events) {
        reports.events = events;
        return journal.poll(reports);
    }

    @Override
    public void read(long token, long fromIndex, long toIndex, int maxBytes) {
        journal.read(token, fromIndex, toIndex, maxBytes);
    }

    @Override
    public void purgeBefore(long index) {
        journal.purgeBefore(index);
    }

    @Override
    public void close() {
        journal.close();
    }
}
