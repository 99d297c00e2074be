package io.balsa.journal;

import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Terms of a range of entries as stretches of equal term. One thread; allocates only when a term's first entry comes. */
final class TermRuns {
    private long[] firstIndexes = new long[16];
    private long[] terms = new long[16];
    private int size;

    /** Adds the entry after the last. */
    void add(long index, long term) {
        if (size > 0 && terms[size - 1] == term) {
            return;
        }
        if (size == terms.length) {
            firstIndexes = Arrays.copyOf(firstIndexes, size * 2);
            terms = Arrays.copyOf(terms, size * 2);
        }
        firstIndexes[size] = index;
        terms[size++] = term;
    }

    void truncateFrom(long index) {
        while (size > 0 && firstIndexes[size - 1] >= index) {
            size--;
        }
    }

    /** Forgets runs that end before {@code index}; the last stays, for its term. */
    void purgeBefore(long index) {
        int keep = 0;
        while (keep + 1 < size && firstIndexes[keep + 1] < index) {
            keep++;
        }
        System.arraycopy(firstIndexes, keep, firstIndexes, 0, size - keep);
        System.arraycopy(terms, keep, terms, 0, size - keep);
        size -= keep;
    }

    long lastTerm() {
        return size == 0 ? 0 : terms[size - 1];
    }

    /** The runs of that range, the first clipped to it. */
    List<Recovered.TermRun> from(long firstIndex, long lastIndex) {
        List<Recovered.TermRun> runs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long end = i + 1 < size ? firstIndexes[i + 1] - 1 : lastIndex;
            if (end >= firstIndex) {
                runs.add(new Recovered.TermRun(Math.max(firstIndexes[i], firstIndex), terms[i]));
            }
        }
        return runs;
    }
}
