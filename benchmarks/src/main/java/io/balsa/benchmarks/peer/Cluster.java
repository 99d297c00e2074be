package io.balsa.benchmarks.peer;

import java.io.IOException;
import java.util.OptionalLong;

/** Three nodes, in this process or others. One thread. */
public interface Cluster extends AutoCloseable {
    /**
     * Connects a client to the leader and waits until it can send.
     *
     * @param replies told of every answer, by {@link Session#poll} or by threads of the peer's
     */
    Session connect(Place place, Replies replies) throws Exception;

    /** Commands that each node's state machine applied, in the order of the nodes. */
    long[] applied() throws IOException, InterruptedException;

    /** Over the commands that each node applied, see {@link Tape#hash}. Asked after {@link #applied}. */
    long[] hashes() throws IOException, InterruptedException;

    /** Processor time that nodes outside of this process used so far; 0 when there are none. */
    default long cpuNs() throws IOException, InterruptedException {
        return 0;
    }

    /** Bytes that the nodes' own threads allocated so far; empty where they cannot be told from others. */
    default OptionalLong allocatedBytes() {
        return OptionalLong.empty();
    }

    @Override
    void close() throws Exception;
}
