package io.balsa.node;

import org.agrona.BitUtil;

/**
 * Who waits for which entry that this node appended as leader: by index, in arrays that grow to the longest run of
 * uncommitted entries. What is here stays across a step-down, because the truth about an entry comes with the commit of its
 * index, whoever leads. Loop thread.
 */
final class Pending {
    private long[] terms;
    private long[] sources;
    private long[] correlationIds;
    private byte[] kinds;
    private int mask;
    private long low = 1;
    private long high;
    private int size;

    Pending(int initialCapacity) {
        int capacity = BitUtil.findNextPositivePowerOfTwo(Math.max(2, initialCapacity));
        terms = new long[capacity];
        sources = new long[capacity];
        correlationIds = new long[capacity];
        kinds = new byte[capacity];
        mask = capacity - 1;
    }

    /** Notes who waits for the entry at an index, where {@link #isAt} says that nobody does. */
    void add(long index, long term, Origin origin) {
        if (size == 0) {
            low = index;
            high = index;
        }
        while (Math.max(high, index) - Math.min(low, index) > mask) {
            grow();
        }
        low = Math.min(low, index);
        high = Math.max(high, index);
        int slot = (int) index & mask;
        terms[slot] = term;
        sources[slot] = origin.source;
        correlationIds[slot] = origin.correlationId;
        kinds[slot] = (byte) origin.kind;
        size++;
    }

    /** Whether anybody waits for an index. */
    boolean isAt(long index) {
        return size > 0 && index >= low && index <= high && kinds[(int) index & mask] != Origin.NONE;
    }

    /** Says who waits for an index, and forgets it; {@link #isAt} holds. @return the term that was appended in */
    long take(long index, Origin origin) {
        int slot = (int) index & mask;
        origin.set(kinds[slot], sources[slot], correlationIds[slot]);
        kinds[slot] = Origin.NONE;
        size--;
        return terms[slot];
    }

    /** Nobody waits for an index up to this one any more. */
    void passed(long index) {
        low = Math.max(low, Math.min(index, high) + 1);
    }

    /** Lowest index that somebody may wait for. */
    long low() {
        return low;
    }

    /** Highest index that somebody may wait for. */
    long high() {
        return high;
    }

    /** Forgets all that wait from one source: a client that is gone, or an earlier life of a member. */
    void removeSource(int kind, long source) {
        for (long index = low; size > 0 && index <= high; index++) {
            int slot = (int) index & mask;
            if (kinds[slot] == kind && sources[slot] == source) {
                kinds[slot] = Origin.NONE;
                size--;
            }
        }
    }

    /** How many wait. */
    int size() {
        return size;
    }

    private void grow() {
        int capacity = terms.length * 2;
        long[] largerTerms = new long[capacity];
        long[] largerSources = new long[capacity];
        long[] largerCorrelationIds = new long[capacity];
        byte[] largerKinds = new byte[capacity];
        for (long index = low; index <= high; index++) {
            int from = (int) index & mask;
            int to = (int) index & (capacity - 1);
            largerTerms[to] = terms[from];
            largerSources[to] = sources[from];
            largerCorrelationIds[to] = correlationIds[from];
            largerKinds[to] = kinds[from];
        }
        terms = largerTerms;
        sources = largerSources;
        correlationIds = largerCorrelationIds;
        kinds = largerKinds;
        mask = capacity - 1;
    }
}
