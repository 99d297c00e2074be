package io.balsa.core;

/** What a node knows of a member as its leader, for whoever observes. Meaningful while the node leads. Loop thread. */
public interface PeerView {
    /** Durable there, and equal to the leader's log, up to this index. */
    long matchIndex();

    /** What is sent next; ahead of what is acknowledged as far as the window is open. */
    long nextIndex();

    /** Whether the leader still looks for where the logs agree. */
    boolean isProbing();
}
