package io.balsa.benchmarks.peer.balsa;

import io.balsa.RaftClient;
import io.balsa.RaftNode;
import io.balsa.api.OutcomeHandler;
import io.balsa.benchmarks.peer.Replies;
import io.balsa.benchmarks.peer.Session;
import io.balsa.config.LoopConfig;
import java.nio.ByteOrder;
import java.time.Duration;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Submits through the callback form, of the leader's node itself or of a client; answers come on the loop of that. A caller that has
 * nothing to do yields and then sleeps, as a loop of Balsa's does: the processor is better used by who has.
 */
final class BalsaSession implements Session {
    private static final Duration REST = Duration.ofMillis(1);
    private static final int IDLE_YIELDS = 100;

    private final Submit submit;
    private final @Nullable RaftClient polled;
    private final Runnable end;
    private final boolean bringsAnswers;
    private final Outcomes outcomes;
    private int idlePolls;

    /** The callback form of both. */
    interface Submit {
        boolean submit(DirectBuffer command, int offset, int length, long correlationId, OutcomeHandler handler);
    }

    private BalsaSession(
            Submit submit, @Nullable RaftClient polled, Runnable end, boolean bringsAnswers, Replies replies) {
        this.submit = submit;
        this.polled = polled;
        this.end = end;
        this.bringsAnswers = bringsAnswers;
        this.outcomes = new Outcomes(replies);
    }

    /** In a node's process. The node is not this session's to close. */
    static BalsaSession embedded(RaftNode leader, LoopConfig.Profile profile, Replies replies) {
        return new BalsaSession(leader::submit, null, () -> {}, profile == LoopConfig.Profile.BALANCED, replies);
    }

    /** Elsewhere. Where a processor is spent on low latency, the caller turns the client's loop, as Aeron's callers do. */
    static BalsaSession remote(RaftClient.Builder builder, LoopConfig.Profile profile, Replies replies) {
        if (profile == LoopConfig.Profile.LOW_LATENCY) {
            RaftClient client = builder.polled().start();
            return new BalsaSession(client::submit, client, client::close, false, replies);
        }
        RaftClient client = builder.profile(profile).start();
        return new BalsaSession(client::submit, null, client::close, true, replies);
    }

    @Override
    public boolean offer(DirectBuffer command, int length) {
        boolean isTaken = submit.submit(command, 0, length, command.getLong(0, ByteOrder.LITTLE_ENDIAN), outcomes);
        if (isTaken) {
            idlePolls = 0;
        }
        return isTaken;
    }

    @Override
    public void poll() {
        if (polled != null && polled.poll() > 0) {
            idlePolls = 0;
        }
    }

    @Override
    public boolean bringsAnswers() {
        return bringsAnswers || polled == null && idlePolls > IDLE_YIELDS;
    }

    @Override
    public void rest() {
        idlePolls++;
        if (polled != null && idlePolls > IDLE_YIELDS) {
            polled.poll(REST);
        } else {
            Thread.yield();
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
