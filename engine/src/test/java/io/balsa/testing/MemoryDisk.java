package io.balsa.testing;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What a {@link MemoryJournal} leaves behind: the stream of its writes, and how much of it a crash spares. One thread. */
public final class MemoryDisk {
    sealed interface Write {}

    record Entries(long firstIndex, List<byte[]> frames) implements Write {}

    record Truncate(long fromIndex) implements Write {}

    record Vote(long term, int votedFor) implements Write {}

    private record At(long position, Write write) {}

    private final List<At> stream = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private long position;
    private long durable;
    private long firstIndex = 1;
    private long incarnation;
    private long term;
    private int votedFor;

    /** Loses every write that is not durable, as a power cut does. */
    public void crash() {
        while (!stream.isEmpty() && stream.getLast().position() > durable) {
            stream.removeLast();
        }
        position = stream.isEmpty() ? durable : stream.getLast().position();
        entries.clear();
        term = 0;
        votedFor = 0;
        stream.forEach(at -> apply(at.write()));
    }

    /** Frames held, in order of index. */
    public List<byte[]> entries() {
        return List.copyOf(entries.subList((int) firstIndex - 1, entries.size()));
    }

    public long position() {
        return position;
    }

    public long durable() {
        return durable;
    }

    public long firstIndex() {
        return firstIndex;
    }

    public long lastIndex() {
        return entries.size();
    }

    Recovered recover() {
        incarnation++;
        durable = position;
        List<Recovered.TermRun> runs = new ArrayList<>();
        List<Recovered.ConfigurationEntry> configurations = new ArrayList<>();
        EntryFrame frame = new EntryFrame();
        long timeMs = 0;
        if (firstIndex > 1) {
            frame.wrap(new UnsafeBuffer(entries.get((int) firstIndex - 2)), 0);
            runs.add(new Recovered.TermRun(firstIndex - 1, frame.term()));
        }
        for (byte[] bytes : entries()) {
            frame.wrap(new UnsafeBuffer(bytes), 0);
            timeMs = Math.max(timeMs, frame.clusterTimeMs());
            if (runs.isEmpty() || runs.getLast().term() != frame.term()) {
                runs.add(new Recovered.TermRun(frame.index(), frame.term()));
            }
            if (frame.type() == EntryType.CONFIGURATION) {
                byte[] payload = new byte[frame.length()];
                frame.buffer().getBytes(frame.offset(), payload);
                configurations.add(new Recovered.ConfigurationEntry(frame.index(), payload));
            }
        }
        return new Recovered(
                incarnation, term, votedFor, firstIndex, lastIndex(), position, timeMs, runs, configurations);
    }

    long write(Write write, int length) {
        position += length;
        stream.add(new At(position, write));
        apply(write);
        return position;
    }

    private void apply(Write write) {
        switch (write) {
            case Entries added -> entries.addAll(added.frames());
            case Truncate cut ->
                entries.subList((int) cut.fromIndex() - 1, entries.size()).clear();
            case Vote vote -> {
                term = vote.term();
                votedFor = vote.votedFor();
            }
        }
    }

    void madeDurable(long upTo) {
        durable = Math.max(durable, upTo);
    }

    List<byte[]> copy(long fromIndex, long toIndex, int maxBytes) {
        List<byte[]> copy = new ArrayList<>();
        int bytes = 0;
        for (long index = fromIndex; index <= toIndex; index++) {
            byte[] entry = entries.get((int) index - 1);
            bytes += entry.length;
            if (!copy.isEmpty() && bytes > maxBytes) {
                break;
            }
            copy.add(entry);
        }
        return copy;
    }

    void purgeBefore(long index) {
        firstIndex = Math.clamp(index, firstIndex, lastIndex() + 1);
    }
}
