package io.balsa.simulator.check;

import org.agrona.collections.Long2LongHashMap;

/** What nodes told the leader of each term that they have, durably and equal to its log. */
final class Acknowledgements {
    private static final int MOST_NODES = 1 << 16;
    private static final int NONE = -1;

    private final Long2LongHashMap highest = new Long2LongHashMap(NONE);

    /** Highest index that a node acknowledged in a term; 0 for none. */
    long of(int node, long term) {
        return Math.max(0, highest.get(key(node, term)));
    }

    void add(int node, long term, long index) {
        highest.put(key(node, term), Math.max(of(node, term), index));
    }

    private static long key(int node, long term) {
        return term * MOST_NODES + node;
    }
}
