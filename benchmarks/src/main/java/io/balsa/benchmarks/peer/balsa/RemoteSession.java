package io.balsa.benchmarks.peer.balsa;

import io.balsa.RaftClient;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Submits through a client; answers come on the client's loop. */
final class RemoteSession implements Session {
    private final RaftClient client;
    private final Outcomes outcomes;

    RemoteSession(RaftClient client, Replies replies) {
        this.client = client;
        this.outcomes = new Outcomes(replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        return client.submit(command, 0, length, command.getLong(0, ByteOrder.LITTLE_ENDIAN), outcomes);
    }

    @Override
    public void poll() {
        // The loop does everything.
    }

    @Override
    public void close() {
        client.close();
    }
}
