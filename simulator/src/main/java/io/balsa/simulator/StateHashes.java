package io.balsa.simulator;

import java.util.Arrays;

/** The hash of the state after each command, as the first node to apply it had it. */
final class StateHashes {
    private long[] hashes = new long[256];
    private boolean[] isKnown = new boolean[256];

    /** Whether no node had another hash after that index. */
    boolean agree(long index, long hash) {
        int at = Math.toIntExact(index);
        if (at >= hashes.length) {
            int larger = Math.max(2 * hashes.length, at + 1);
            hashes = Arrays.copyOf(hashes, larger);
            isKnown = Arrays.copyOf(isKnown, larger);
        }
        if (!isKnown[at]) {
            isKnown[at] = true;
            hashes[at] = hash;
        }
        return hashes[at] == hash;
    }
}
