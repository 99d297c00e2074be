package io.balsa.benchmarks.peer.balsa;

import io.balsa.api.OutcomeHandler;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Submits through the callback form, of the leader's node itself or of a client; answers come on the loop of that. */
final class BalsaSession implements Session {
    private final Submit submit;
    private final Runnable end;
    private final Outcomes outcomes;

    /** The callback form of both. */
    interface Submit {
        boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler);
    }

    BalsaSession(Submit submit, Runnable end, Replies replies) {
        this.submit = submit;
        this.end = end;
        this.outcomes = new Outcomes(replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        return submit.submit(command, 0, length, command.getLong(0, ByteOrder.LITTLE_ENDIAN), outcomes);
    }

    @Override
    public void poll() {
        // The loop does everything.
    }

    @Override
    public void close() {
        end.run();
    }
}
