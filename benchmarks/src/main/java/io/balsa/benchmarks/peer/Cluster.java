package io.balsa.benchmarks.peer;

/** Three nodes that run in this process. One thread. */
public interface Cluster extends AutoCloseable {
    /**
     * Connects a client to the leader and waits until it can send.
     *
     * @param replies told of every answer, by {@link Session#poll} or by threads of the peer's
     */
    Session connect(Place place, Replies replies) throws Exception;

    /** Commands that each node's state machine applied, in the order of the nodes. Any thread. */
    long[] applied();

    /** What the peer was told that differs from its defaults, for reports. */
    String settings();

    @Override
    void close() throws Exception;
}
