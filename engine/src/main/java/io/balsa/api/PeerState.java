package io.balsa.api;

/** How a leader replicates to one peer. */
public enum PeerState {
    /** Finds out where the logs agree, one append at a time. */
    PROBE,
    /** Sends ahead of what is acknowledged, as far as the window is open. */
    REPLICATE,
    /** The peer needs entries that were purged; nothing but a snapshot can bring it up. */
    SNAPSHOT
}
