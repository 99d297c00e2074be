package io.balsa.core;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What a list of writes to a journal amounts to. */
final class DiskImage {
    sealed interface Write {
        record Frames(byte[] bytes) implements Write {}

        record Truncate(long from) implements Write {}

        record Vote(long term, int votedFor) implements Write {}

        record Purge(long before) implements Write {}
    }

    /** Entries from {@code first}. */
    private final List<byte[]> entries = new ArrayList<>();

    private long first = 1;
    private long termBeforeFirst;
    private long term;
    private int votedFor;

    void apply(Write write) {
        switch (write) {
            case Write.Frames frames -> add(frames.bytes());
            case Write.Truncate truncate ->
                entries.subList((int) (truncate.from() - first), entries.size()).clear();
            case Write.Purge purge -> {
                termBeforeFirst = entryAt(purge.before() - 1).term();
                entries.subList(0, (int) (purge.before() - first)).clear();
                first = purge.before();
            }
            case Write.Vote vote -> {
                Check.that(vote.term() >= term, "3: the term never falls on disk", vote.term(), term);
                Check.that(
                        vote.term() > term || votedFor == 0 || votedFor == vote.votedFor(),
                        "2: one vote in a term on disk",
                        vote.term(),
                        vote.votedFor());
                term = vote.term();
                votedFor = vote.votedFor();
            }
        }
    }

    private void add(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        EntryFrame frame = new EntryFrame();
        for (int at = 0; at < bytes.length; at += frame.frameLength()) {
            frame.wrap(buffer, at);
            Check.that(frame.index() == last() + 1, "the journal has no gap", frame.index(), last());
            byte[] copy = new byte[frame.frameLength()];
            buffer.getBytes(at, copy);
            entries.add(copy);
        }
    }

    long term() {
        return term;
    }

    int votedFor() {
        return votedFor;
    }

    long last() {
        return first + entries.size() - 1;
    }

    long first() {
        return first;
    }

    byte[] bytesAt(long index) {
        return entries.get((int) (index - first));
    }

    EntryFrame entryAt(long index) {
        return new EntryFrame().wrap(new UnsafeBuffer(bytesAt(index)), 0);
    }

    /** Whether it holds that entry, by index and term. */
    boolean holds(long index, long entryTerm) {
        return index < first || index <= last() && entryAt(index).term() == entryTerm;
    }

    Recovered recovered(long incarnation, long position) {
        List<Recovered.TermRun> runs = new ArrayList<>();
        List<Recovered.ConfigurationEntry> configurations = new ArrayList<>();
        long timeMs = 0;
        if (first > 1) {
            runs.add(new Recovered.TermRun(first - 1, termBeforeFirst));
        }
        for (long index = first; index <= last(); index++) {
            EntryFrame frame = entryAt(index);
            timeMs = Math.max(timeMs, frame.clusterTimeMs());
            if (runs.isEmpty() || runs.getLast().term() != frame.term()) {
                runs.add(new Recovered.TermRun(index, frame.term()));
            }
            if (frame.type() == EntryType.CONFIGURATION) {
                byte[] payload = new byte[frame.length()];
                frame.buffer().getBytes(frame.offset(), payload);
                configurations.add(new Recovered.ConfigurationEntry(index, payload));
            }
        }
        return new Recovered(incarnation, term, votedFor, first, last(), position, timeMs, runs, configurations);
    }
}
