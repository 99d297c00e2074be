package io.balsa.core;

/**
 * Rounds in which a leader makes sure that it still is one, before it answers reads (ReadIndex, dissertation §6.4). All
 * reads that arrive before a round's appends leave share it; each round has a number never used before.
 */
final class Reads {
    private long newestRound;
    private boolean left = true;

    /** The round that a read arriving now has to wait for. */
    long open() {
        if (left) {
            newestRound++;
            left = false;
        }
        return newestRound;
    }

    /** The newest round has left, or is about to: reads from now on need the next. */
    void onLeft() {
        left = true;
    }

    long newestRound() {
        return newestRound;
    }
}
