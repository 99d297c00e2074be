package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.ReadIndexReplyDecoder;
import io.balsa.codec.ReadIndexRequestEncoder;
import io.balsa.core.Envelope;
import io.balsa.node.TurnedCluster.Node;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import io.balsa.spi.TransportHandler;
import io.balsa.testing.MemoryNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** Each life of a member numbers its questions from 1: what an earlier life asked must not be answered to a later one. */
class RebornReaderTest {
    private static final long QUESTION = 1;

    private final TurnedCluster cluster = new TurnedCluster(3);
    private final Node leader = cluster.leader();
    private final Node follower = cluster.follower();
    private final Node third = cluster.nodes.get(6 - leader.id - follower.id);

    @Test
    void aReadIndexOfAnEarlierLifeIsNeverAnAnswerToALaterOne() {
        cluster.outcome(leader.add(1));
        cluster.kill(follower);
        Transport transport = cluster.network.transport(follower.id);
        transport.connect(MemoryNetwork.membership(3));

        // Acknowledged by the third node, but not heard yet: the commit index is to rise between the two questions.
        cluster.network.link(third.id, leader.id).hold();
        CompletableFuture<Outcome> write = leader.add(2);
        leader.turn();
        third.turn();
        third.turn();
        Envelope firstLife = follower.loop.raft().envelope();
        ask(transport, firstLife);
        leader.turn();
        cluster.network.link(third.id, leader.id).release();
        leader.turn();
        assertThat(write).isDone();
        long written = ((Outcome.Applied) write.join()).index();

        ask(transport, new Envelope(new NodeIdentity("test", 0, follower.id), firstLife.incarnation() + 1));
        cluster.turns(10);

        assertThat(readIndices(transport)).isNotEmpty().allMatch(readIndex -> readIndex >= written);
    }

    private void ask(Transport transport, Envelope life) {
        ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        life.write(frame, leader.id, ReadIndexRequestEncoder.TEMPLATE_ID, ReadIndexRequestEncoder.BLOCK_LENGTH);
        int length = new ReadIndexRequestEncoder()
                .wrap(frame, Envelope.LENGTH)
                .correlationId(QUESTION)
                .limit();
        assertThat(transport.send(leader.id, frame, 0, length)).isTrue();
    }

    /** Those of every answer to the question. */
    private static List<Long> readIndices(Transport transport) {
        List<Long> found = new ArrayList<>();
        transport.poll(
                new TransportHandler() {
                    @Override
                    public void onPeerFrame(DirectBuffer frame, int offset, int length) {
                        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(frame, offset);
                        if (header.templateId() == ReadIndexReplyDecoder.TEMPLATE_ID) {
                            ReadIndexReplyDecoder reply =
                                    new ReadIndexReplyDecoder().wrapAndApplyHeader(frame, offset, header);
                            assertThat(reply.correlationId()).isEqualTo(QUESTION);
                            found.add(reply.readIndex());
                        }
                    }

                    @Override
                    public void onClientFrame(long clientLink, DirectBuffer frame, int offset, int length) {}

                    @Override
                    public void onClientGone(long clientLink) {}
                },
                1000);
        return found;
    }
}
