package io.balsa.journal;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import io.balsa.spi.TermRuns;
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
            runs.append(lastIndex, lastTerm);
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
        runs.append(lastIndex, frame.term());
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

    /** @param termBefore of the entry before that index, which replay may not have seen */
    void truncateFrom(long fromIndex, long termBefore) {
        runs.truncateFrom(fromIndex);
        if (termBefore > runs.lastTerm()) {
            runs.append(fromIndex - 1, termBefore);
        }
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
        runs.purgeBefore(firstIndex - 1);
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

    /** Term of an entry, or of the one before the first; 0 for none. */
    long termAt(long index) {
        return runs.termAt(index);
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
                runs.between(firstIndex - 1, lastIndex),
                configurations);
    }
}
