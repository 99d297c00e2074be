package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import io.balsa.codec.RepliesEncoder;
import io.balsa.codec.ReplyStatus;
import io.balsa.core.Envelope;
import io.balsa.node.TurnedCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Replies whose correlation ids are not this node's: stale, mutated or invented. */
class HostileRepliesTest {
    /** Not a multiple of anything, so that slots, deadlines and the limit end at different ids. */
    private static final int CALLS = 300;

    private final TurnedCluster cluster = new TurnedCluster(3, TestConfigs.raft(), TestConfigs.limits(CALLS, 1024));
    private final Node node = cluster.nodes.get(1);
    private final List<CompletableFuture<Outcome>> calls = new ArrayList<>();

    HostileRepliesTest() {
        cluster.network.isolate(node.id);
        for (int i = 0; i < CALLS; i++) {
            calls.add(node.add(i));
            node.turn();
        }
    }

    /** Of node 2 to this one; the ids of {@code ids} are claimed to be applied. */
    private byte[] replies(long... ids) {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        Envelope envelope = cluster.nodes.get(2).loop.raft().envelope();
        envelope.write(frame, node.id, RepliesEncoder.TEMPLATE_ID, RepliesEncoder.BLOCK_LENGTH);
        RepliesEncoder replies =
                new RepliesEncoder().wrap(frame, Envelope.LENGTH).leaderId(2);
        RepliesEncoder.ReplyEncoder reply = replies.replyCount(ids.length);
        for (long id : ids) {
            reply.next().correlationId(id).index(7).term(1).status(ReplyStatus.APPLIED);
            reply.reason((short) 0).putPayload(new byte[8], 0, 8);
        }
        byte[] bytes = new byte[replies.limit()];
        frame.getBytes(0, bytes);
        return bytes;
    }

    private void deliver(byte[] frame) {
        node.loop.parts().traffic.onPeerFrame(new UnsafeBuffer(frame), 0, frame.length);
        node.loop.completions().drain();
    }

    private void assertNobodyWasTold() {
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        assertThat(cluster.outcome(calls.getFirst())).isEqualTo(new Outcome.NotAppended(Reason.NO_LEADER));
    }

    @Test
    void idsBeyondTheSlotsThatExistFindNobody() {
        for (int id = -1; id < 4 * CALLS; id++) {
            deliver(replies(id, (1L << 32) | id, Long.MIN_VALUE | id));
        }
        assertNobodyWasTold();
    }

    @Test
    void mutatedFramesFindNobody() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = replies(random.nextInt(4 * CALLS), random.nextLong());
            for (int i = random.nextInt(4); i > 0; i--) {
                frame[random.nextInt(Envelope.LENGTH, frame.length)] = (byte) random.nextInt();
            }
            deliver(frame);
        }
        assertNobodyWasTold();
    }
}
