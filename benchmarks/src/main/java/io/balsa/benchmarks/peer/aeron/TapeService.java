package io.balsa.benchmarks.peer.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.balsa.benchmarks.peer.Leadership;
import io.balsa.benchmarks.peer.Tape;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The state machine as a clustered service: answers the token. */
final class TapeService implements ClusteredService {
    private final Tape tape;
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Long.BYTES]);
    private final Leadership leadership = new Leadership();
    private volatile boolean hasRole;
    private @Nullable Cluster cluster;

    TapeService(Tape tape) {
        this.tape = tape;
    }

    Tape tape() {
        return tape;
    }

    Leadership leadership() {
        return leadership;
    }

    /** Whether the node came as far as taking part. */
    boolean hasRole() {
        return hasRole;
    }

    @Override
    public void onStart(Cluster started, @Nullable Image snapshotImage) {
        cluster = started;
        hasRole = true;
    }

    @Override
    public void onSessionMessage(
            @Nullable ClientSession session,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        answer.putLong(0, tape.apply(buffer, offset), ByteOrder.LITTLE_ENDIAN);
        if (session == null || cluster == null) {
            return;
        }
        // A follower's offer is mocked and succeeds at once.
        cluster.idleStrategy().reset();
        while (session.offer(answer, 0, Long.BYTES) < 0 && !session.isClosing()) {
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        leadership.set(newRole == Cluster.Role.LEADER);
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {}

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {}

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {}

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {}

    @Override
    public void onTerminate(Cluster terminated) {}
}
