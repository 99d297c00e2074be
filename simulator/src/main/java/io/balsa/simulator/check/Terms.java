package io.balsa.simulator.check;

import io.balsa.spi.Recovered;
import java.util.Arrays;

/** The terms of a log, from index 1, as stretches of equal term. */
final class Terms {
    private long[] firsts = new long[8];
    private long[] terms = new long[8];
    private int runs;
    private long last;

    long last() {
        return last;
    }

    /** 0 outside of the log. */
    long termAt(long index) {
        if (index > last) {
            return 0;
        }
        int run = runOf(index);
        return run < 0 ? 0 : terms[run];
    }

    /** The stretch that holds an index; -1 before the first. Mostly it is the newest. */
    private int runOf(long index) {
        if (runs == 0 || firsts[runs - 1] <= index) {
            return runs - 1;
        }
        int found = Arrays.binarySearch(firsts, 0, runs, index);
        return found >= 0 ? found : -found - 2;
    }

    /** The next index has that term. */
    void append(long term) {
        last++;
        if (runs > 0 && terms[runs - 1] == term) {
            return;
        }
        if (runs == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * runs);
            terms = Arrays.copyOf(terms, 2 * runs);
        }
        firsts[runs] = last;
        terms[runs++] = term;
    }

    /** The next indices up to one have that term. */
    void append(long term, long upTo) {
        if (upTo > last) {
            append(term);
            last = upTo;
        }
    }

    void truncateFrom(long index) {
        last = Math.min(last, index - 1);
        while (runs > 0 && firsts[runs - 1] > last) {
            runs--;
        }
    }

    void set(Terms other) {
        firsts = Arrays.copyOf(other.firsts, other.firsts.length);
        terms = Arrays.copyOf(other.terms, other.terms.length);
        runs = other.runs;
        last = other.last;
    }

    /** Becomes the log that a journal recovered. */
    void set(Recovered recovered) {
        truncateFrom(1);
        for (int i = 0; i < recovered.runs().size(); i++) {
            boolean isNewest = i + 1 == recovered.runs().size();
            long end = isNewest
                    ? recovered.lastIndex()
                    : recovered.runs().get(i + 1).firstIndex() - 1;
            append(recovered.runs().get(i).term(), end);
        }
    }

    /** Whether both logs are equal up to an index that both have. */
    boolean agreesWith(Terms other, long index) {
        if (index > last || index > other.last) {
            return false;
        }
        for (long at = index; at > 0; at = runStart(at) - 1) {
            if (termAt(at) != other.termAt(at) || runStart(at) != other.runStart(at)) {
                return false;
            }
        }
        return true;
    }

    private long runStart(long index) {
        return firsts[runOf(index)];
    }
}
