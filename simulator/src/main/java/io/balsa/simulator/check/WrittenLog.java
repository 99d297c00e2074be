package io.balsa.simulator.check;

import io.balsa.spi.Recovered;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What one node has put into its journal, and how much of that the journal has called durable: the log, the term and the
 * vote. After a crash the node must find what was durable, and of the rest the writes up to some point and no later ones.
 */
final class WrittenLog {
    private final ArrayDeque<Write> underWay = new ArrayDeque<>();
    private final State written = new State();
    private final State durable = new State();

    /** Log, term and vote. */
    static final class State {
        private final Terms log = new Terms();
        private long term;
        private int vote;

        Terms log() {
            return log;
        }

        long term() {
            return term;
        }

        int vote() {
            return vote;
        }

        private void set(State other) {
            log.set(other.log);
            term = other.term;
            vote = other.vote;
        }

        private void set(Recovered recovered) {
            log.set(recovered);
            term = recovered.term();
            vote = recovered.votedFor();
        }

        @Override
        public String toString() {
            return "up to index " + log.last() + " of term " + log.termAt(log.last()) + " with term " + term
                    + " and vote " + vote;
        }

        private boolean equals(State other, long last) {
            return term == other.term && vote == other.vote && log.agreesWith(other.log, last);
        }
    }

    /** One write; {@code upTo} is of entries, {@code fromIndex} of a truncation. */
    private record Write(Kind kind, long position, long term, long index, int vote) {
        enum Kind {
            ENTRIES,
            TRUNCATION,
            VOTE
        }

        void applyTo(State state) {
            switch (kind) {
                case ENTRIES -> state.log.append(term, index);
                case TRUNCATION -> state.log.truncateFrom(index);
                case VOTE -> {
                    state.term = term;
                    state.vote = vote;
                }
            }
        }
    }

    State written() {
        return written;
    }

    State durable() {
        return durable;
    }

    void append(long term, long index, long position) {
        written.log.append(term);
        Write newest = underWay.peekLast();
        boolean isSameRun = newest != null
                && newest.kind() == Write.Kind.ENTRIES
                && newest.position() == position
                && newest.term() == term;
        if (isSameRun) {
            underWay.removeLast();
        }
        underWay.add(new Write(Write.Kind.ENTRIES, position, term, index, 0));
    }

    void truncateFrom(long index, long position) {
        written.log.truncateFrom(index);
        underWay.add(new Write(Write.Kind.TRUNCATION, position, 0, index, 0));
    }

    void vote(long term, int vote, long position) {
        written.term = term;
        written.vote = vote;
        underWay.add(new Write(Write.Kind.VOTE, position, term, 0, vote));
    }

    void reach(long position) {
        for (@Nullable Write oldest = underWay.peek();
                oldest != null && oldest.position() <= position;
                oldest = underWay.peek()) {
            oldest.applyTo(durable);
            underWay.remove();
        }
    }

    /** Whether that is what was durable and some of the writes after it, without a gap. */
    boolean mayBecome(Recovered recovered) {
        State found = new State();
        found.set(recovered);
        State reached = new State();
        reached.set(durable);
        long last = recovered.lastIndex();
        boolean fits = reached.log.last() == last && reached.equals(found, last);
        for (Write write : underWay) {
            if (fits) {
                return true;
            }
            // A long run of entries is several records, and may end with any of them.
            long least = write.kind() == Write.Kind.ENTRIES ? reached.log.last() : Long.MAX_VALUE;
            write.applyTo(reached);
            boolean reaches = last >= Math.min(least, reached.log.last()) && last <= reached.log.last();
            fits = reaches && reached.equals(found, last);
        }
        return fits;
    }

    /** Whether that is all that was written, and something more: a write that failed may still have happened. */
    boolean mayExceed(Recovered recovered) {
        State found = new State();
        found.set(recovered);
        return found.term >= written.term && found.log.agreesWith(written.log, written.log.last());
    }

    @Override
    public String toString() {
        return durable + " durable, " + written + " in all";
    }

    /** A new life goes on from there. */
    void restart(Recovered recovered) {
        underWay.clear();
        written.set(recovered);
        durable.set(recovered);
    }
}
