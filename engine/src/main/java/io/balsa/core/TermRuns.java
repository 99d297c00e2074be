package io.balsa.core;

import java.util.Arrays;

/**
 * The term of every index, as runs of equal terms. A log of any length has as many runs as it had leaders, so all of them
 * stay in memory and no look-up ever reads the journal.
 */
final class TermRuns {
    private long[] firsts = new long[16];
    private long[] terms = new long[16];
    private int count;

    /** Notes that {@code index} and what follows has {@code term}. */
    void append(long index, long term) {
        if (count > 0 && terms[count - 1] == term) {
            return;
        }
        Check.that(count == 0 || terms[count - 1] < term, "terms never fall along the log", index, term);
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            terms = Arrays.copyOf(terms, count * 2);
        }
        firsts[count] = index;
        terms[count] = term;
        count++;
    }

    /** Forgets {@code index} and what follows. */
    void truncateFrom(long index) {
        while (count > 0 && firsts[count - 1] >= index) {
            count--;
        }
    }

    /** Term of an index at or after the first run; 0 before it. The caller knows that the index is in the log. */
    long termAt(long index) {
        int run = runOf(index);
        return run < 0 ? 0 : terms[run];
    }

    /** First index of the run that holds {@code index}. */
    long runStart(long index) {
        int run = runOf(index);
        return run < 0 ? 0 : firsts[run];
    }

    /** Largest index at or below {@code limit} whose term is at most {@code term}; 0 when there is none. */
    long lastIndexWithTermAtMost(long term, long limit) {
        for (int run = runOf(limit); run >= 0; run--) {
            if (terms[run] <= term) {
                return run + 1 < count ? Math.min(limit, firsts[run + 1] - 1) : limit;
            }
        }
        return 0;
    }

    private int runOf(long index) {
        int run = count - 1;
        while (run >= 0 && firsts[run] > index) {
            run--;
        }
        return run;
    }
}
