package io.balsa.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The term of every index, as runs of equal terms. A log of any length has as many runs as it had leaders, so all of them
 * stay in memory and no look-up ever reads the journal. One thread; allocates only when a term's first entry comes.
 */
public final class TermRuns {
    private long[] firsts = new long[16];
    private long[] terms = new long[16];
    private int count;

    /**
     * Notes that {@code index} and what follows has {@code term}.
     *
     * @throws IllegalArgumentException when the term is lower than the last: terms never fall along a log
     */
    public void append(long index, long term) {
        if (count > 0 && terms[count - 1] == term) {
            return;
        }
        if (term < lastTerm()) {
            throw new IllegalArgumentException("term " + term + " at index " + index + " follows term " + lastTerm());
        }
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
            terms = Arrays.copyOf(terms, count * 2);
        }
        firsts[count] = index;
        terms[count] = term;
        count++;
    }

    /** Forgets {@code index} and what follows. */
    public void truncateFrom(long index) {
        while (count > 0 && firsts[count - 1] >= index) {
            count--;
        }
    }

    /** Forgets runs that end before {@code index}; the last stays. */
    public void purgeBefore(long index) {
        int gone = Math.max(0, runOf(index));
        System.arraycopy(firsts, gone, firsts, 0, count - gone);
        System.arraycopy(terms, gone, terms, 0, count - gone);
        count -= gone;
    }

    /** Term of the last run; 0 when there is none. */
    public long lastTerm() {
        return count == 0 ? 0 : terms[count - 1];
    }

    /** The runs of the indices of that range, inclusive, the first run clipped to it. */
    public List<Recovered.TermRun> between(long firstIndex, long lastIndex) {
        List<Recovered.TermRun> runs = new ArrayList<>();
        for (int run = Math.max(0, runOf(firstIndex)); run < count && firsts[run] <= lastIndex; run++) {
            runs.add(new Recovered.TermRun(Math.max(firsts[run], firstIndex), terms[run]));
        }
        return runs;
    }

    /** Term of an index at or after the first run; 0 before it. The caller knows that the index is in the log. */
    public long termAt(long index) {
        int run = runOf(index);
        return run < 0 ? 0 : terms[run];
    }

    /** First index of the run that holds {@code index}. */
    public long runStart(long index) {
        int run = runOf(index);
        return run < 0 ? 0 : firsts[run];
    }

    /** Largest index at or below {@code limit} whose term is at most {@code term}; 0 when there is none. */
    public long lastIndexWithTermAtMost(long term, long limit) {
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
