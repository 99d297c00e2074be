package io.balsa.journal;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What the stream adds up to: term, vote, the range of entries, their terms and configurations. One thread. */
final class LogState {
    private final TermRuns runs = new TermRuns();
    private final ArrayList<Recovered.ConfigurationEntry> configurations = new ArrayList<>();
    private final EntryFrame frame = new EntryFrame();
    private long term;
    private int votedFor;
    private long firstIndex = 1;
    private long lastIndex;
    private long clusterTimeMs;

    /** Begins where a segment says that all before it ended. */
    void start(long term, int votedFor, long nextIndex, long lastTerm, List<Recovered.ConfigurationEntry> before) {
        this.term = term;
        this.votedFor = votedFor;
        firstIndex = nextIndex;
        lastIndex = nextIndex - 1;
        if (lastTerm > 0) {
            runs.add(lastIndex, lastTerm);
        }
        configurations.addAll(before);
    }

    /**
     * Takes in frames that follow the last index.
     *
     * @return null, or what is wrong with them
     */
    @org.jspecify.annotations.Nullable
    String add(DirectBuffer buffer, int offset, int length, long first, long last) {
        if (first != lastIndex + 1) {
            return "entries begin at index " + first + " after index " + lastIndex;
        }
        int end = offset + length;
        for (int at = offset; at < end; at += frame.frameLength()) {
            frame.wrap(buffer, at);
            if (!frame.isFramed(end - at) || frame.index() != lastIndex + 1 || frame.term() < runs.lastTerm()) {
                return "entry after index " + lastIndex + " is malformed or out of order";
            }
            addOne();
        }
        return lastIndex == last ? null : "entries end at index " + lastIndex + " instead of " + last;
    }

    private void addOne() {
        lastIndex = frame.index();
        reachTime(frame.clusterTimeMs());
        runs.add(lastIndex, frame.term());
        if (frame.type() == EntryType.CONFIGURATION) {
            byte[] payload = new byte[frame.length()];
            frame.buffer().getBytes(frame.offset(), payload);
            configurations.add(new Recovered.ConfigurationEntry(lastIndex, payload));
        }
    }

    /** An entry of that time is, or was, in the log. Truncation does not turn time back. */
    void reachTime(long timeMs) {
        clusterTimeMs = Math.max(clusterTimeMs, timeMs);
    }

    long clusterTimeMs() {
        return clusterTimeMs;
    }

    void truncateFrom(long fromIndex) {
        runs.truncateFrom(fromIndex);
        while (!configurations.isEmpty() && configurations.getLast().index() >= fromIndex) {
            configurations.removeLast();
        }
        lastIndex = Math.min(lastIndex, fromIndex - 1);
        firstIndex = Math.min(firstIndex, fromIndex);
    }

    void vote(long newTerm, int newVote) {
        term = newTerm;
        votedFor = newVote;
    }

    /** Forgets what only purged entries needed; the newest configuration before {@code index} stays. */
    void purgeBefore(long index, long newFirstIndex) {
        firstIndex = Math.max(firstIndex, newFirstIndex);
        runs.purgeBefore(firstIndex);
        while (configurations.size() > 1 && configurations.get(1).index() < index) {
            configurations.removeFirst();
        }
    }

    long term() {
        return term;
    }

    int votedFor() {
        return votedFor;
    }

    long firstIndex() {
        return firstIndex;
    }

    long lastIndex() {
        return lastIndex;
    }

    /** Term of the last entry, also of a purged one; 0 for none. */
    long lastTerm() {
        return runs.lastTerm();
    }

    List<Recovered.ConfigurationEntry> configurations() {
        return configurations;
    }

    Recovered recovered(long incarnation, long position) {
        return new Recovered(
                incarnation,
                term,
                votedFor,
                firstIndex,
                lastIndex,
                position,
                clusterTimeMs,
                runs.from(firstIndex, lastIndex),
                configurations);
    }
}
