package io.balsa.benchmarks.peer.balsa;

import io.balsa.RaftNode;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Submits to the leader's node itself; answers come on that node's loop. */
final class EmbeddedSession implements Session {
    private final RaftNode leader;
    private final Outcomes outcomes;

    EmbeddedSession(RaftNode leader, Replies replies) {
        this.leader = leader;
        this.outcomes = new Outcomes(replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        return leader.submit(command, 0, length, command.getLong(0, ByteOrder.LITTLE_ENDIAN), outcomes);
    }

    @Override
    public void poll() {
        // The loop does everything.
    }

    @Override
    public void close() {
        // The node is the cluster's.
    }
}
