package io.balsa.simulator.check;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Who led in which term, with what log. */
final class Leaderships {
    private final Long2ObjectHashMap<Leadership> byTerm = new Long2ObjectHashMap<>();

    /** The log of a leader: what it had when it was elected, and then only entries of its own term. */
    static final class Leadership {
        private final int leader;
        private final long term;
        private final Terms inherited = new Terms();

        Leadership(int leader, long term, Terms log) {
            this.leader = leader;
            this.term = term;
            inherited.set(log);
        }

        long termAt(long index) {
            return index <= inherited.last() ? inherited.termAt(index) : term;
        }
    }

    /** 0 for nobody that is known of. */
    int leaderIn(long term) {
        Leadership leadership = byTerm.get(term);
        return leadership == null ? 0 : leadership.leader;
    }

    @Nullable
    Leadership find(long term) {
        return byTerm.get(term);
    }

    /** A node leads; the first in a term stays the one that is known. */
    void add(int leader, long term, Terms log) {
        if (!byTerm.containsKey(term)) {
            byTerm.put(term, new Leadership(leader, term, log));
        }
    }
}
