package io.balsa.simulator.check;

import java.util.Arrays;

/** What some node once reported as committed: the term of each entry, and the term in which that was first seen. */
final class Committed {
    private long[] terms = new long[256];
    private long[] seenIn = new long[256];
    private long last;

    /** Highest index that was ever reported. */
    long last() {
        return last;
    }

    /** Term of the entry; 0 when it was never reported. */
    long termAt(long index) {
        return index > last ? 0 : terms[(int) index];
    }

    /** Term of the node that was the first to report the entry. */
    long seenIn(long index) {
        return seenIn[(int) index];
    }

    /** A node in {@code nodeTerm} reports the index after the last. */
    void add(long term, long nodeTerm) {
        last++;
        if (last >= terms.length) {
            terms = Arrays.copyOf(terms, 2 * terms.length);
            seenIn = Arrays.copyOf(seenIn, 2 * seenIn.length);
        }
        terms[(int) last] = term;
        seenIn[(int) last] = nodeTerm;
    }
}
