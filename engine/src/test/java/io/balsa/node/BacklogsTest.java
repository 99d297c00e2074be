package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.RaftListener;
import io.balsa.api.Reason;
import io.balsa.codec.RepliesEncoder.ReplyEncoder;
import io.balsa.config.LimitsConfig.Backlogs;
import io.balsa.core.Envelope;
import io.balsa.node.TurnedCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits behind the ring keeps within the limit that has its name. */
@Timeout(60)
class BacklogsTest {
    private static final int KIB = 1024;
    private static final Backlogs SMALL = new Backlogs(8 * KIB, 8 * KIB, 8 * KIB, 1, 1, 0);

    private final TurnedCluster cluster = new TurnedCluster(3, TestConfigs.raft(), TestConfigs.limits(SMALL));
    private final UnsafeBuffer kilobyte = new UnsafeBuffer(new byte[KIB]);

    private Node withoutLeader() {
        Node node = cluster.nodes.get(1);
        cluster.network.isolate(node.id);
        return node;
    }

    /** So many calls of a kilobyte until one is refused. */
    private int taken(Node node, int kind) {
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        do {
            calls.add(node.calls.call(kind, kilobyte, 0, KIB));
            node.turn();
        } while (!calls.getLast().isDone());
        assertThat(calls.getLast().join()).isEqualTo(new Outcome.NotAppended(Reason.BUSY));
        return calls.size() - 1;
    }

    @Test
    void commandsThatWaitForALeaderKeepWithinTheirBytes() {
        assertThat(taken(withoutLeader(), CallForms.SUBMIT)).isBetween(6, 9);
    }

    @Test
    void readsThatWaitKeepWithinTheirBytes() {
        assertThat(taken(withoutLeader(), CallForms.QUERY)).isBetween(6, 8);
    }

    @Test
    void oneRoundAtATimeAnswersEveryRead() {
        List<CompletableFuture<Outcome>> reads = new ArrayList<>();
        cluster.outcome(cluster.leader().add(7));
        for (int i = 0; i < 50; i++) {
            cluster.nodes.values().forEach(node -> reads.add(node.sum()));
            cluster.turn();
        }
        reads.forEach(read -> assertThat(cluster.outcome(read).asLong()).isEqualTo(7));
    }

    @Test
    void repliesThatAMemberHasNoRoomForKeepWithinTheirBytesAndAreCountedBeyond() {
        Node leader = cluster.leader();
        Node follower = cluster.follower();
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(follower.add(1));
        }
        follower.turn();
        cluster.network.link(leader.id, follower.id).limitTo(0);
        cluster.until("all are applied", () -> leader.adder.sum() == 500);
        cluster.turns(2);
        cluster.network.heal();

        long applied =
                calls.stream().filter(call -> cluster.outcome(call).isApplied()).count();
        assertThat(applied).isBetween(50L, 499L);
        assertThat(leader.count(Counter.REPLIES_DROPPED)).isPositive();
    }

    @Test
    void repliesOfOneTurnTravelInAsManyFramesAsTheyNeed() {
        int many = 1000;
        int replyLength = ReplyEncoder.sbeBlockLength() + ReplyEncoder.payloadHeaderLength() + Long.BYTES;
        assertThat(many * replyLength).isGreaterThan(Envelope.USUAL_FRAME_LENGTH);
        TurnedCluster roomy = new TurnedCluster(3);
        Node follower = roomy.follower();
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            calls.add(follower.add(1));
        }
        assertThat(calls).allMatch(call -> roomy.outcome(call).isApplied());
        assertThat(roomy.leader().adder.sum()).isEqualTo(many);
    }

    @Test
    void eventsBeyondThoseThatMayWaitForTheListenerAreDropped() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        ListenerThread thread = new ListenerThread(
                new RaftListener() {
                    @Override
                    public void onLeader(int leaderId, long term) {
                        heard.incrementAndGet();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                },
                Thread.ofVirtual().factory(),
                1);
        for (int term = 1; term <= 10; term++) {
            thread.onLeader(1, term);
        }
        release.countDown();
        thread.end();

        Awaitility.await().until(() -> heard.get() == 2);
    }
}
