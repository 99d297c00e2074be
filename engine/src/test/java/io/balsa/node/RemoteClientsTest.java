package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.codec.ClientHelloEncoder;
import io.balsa.codec.GoodbyeDecoder;
import io.balsa.codec.GoodbyeEncoder;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.MessageHeaderEncoder;
import io.balsa.codec.RepliesDecoder;
import io.balsa.codec.RepliesDecoder.ReplyDecoder;
import io.balsa.codec.RequestKind;
import io.balsa.codec.RequestsEncoder;
import io.balsa.codec.WelcomeDecoder;
import io.balsa.core.Envelope;
import io.balsa.node.TurnedCluster.Node;
import io.balsa.spi.ClientTransport;
import io.balsa.spi.NodeIdentity;
import io.balsa.testing.MemoryNetwork;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The node's side of what remote clients say. */
@Timeout(60)
class RemoteClientsTest {
    private final TurnedCluster cluster = new TurnedCluster(3);

    @Test
    void aClientIsWelcomedWithWhatItNeedsToFindTheLeader() {
        Client client = new Client(cluster.follower());
        client.sayHello();
        cluster.until("a welcome", () -> client.hears("welcome"));

        assertThat(client.heard)
                .containsExactly("welcome 99 from " + cluster.follower().id + ", leader " + cluster.leader().id
                        + ", election timeout " + TestConfigs.raft().electionTimeoutNs()
                        + ", members [1 memory:1, 2 memory:2, 3 memory:3]");
        assertThat(cluster.follower().count(Counter.CLIENTS)).isEqualTo(1);
    }

    @Test
    void everyNonceIsEchoed() {
        for (long nonce : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Client client = new Client(cluster.follower());
            client.sayHello(nonce);
            cluster.until("a welcome", () -> client.hears("welcome " + nonce + " from"));
            client.sayGoodbye();
        }
    }

    @Test
    void aClientIsToldOfANewLeaderWithoutAsking() {
        Node old = cluster.leader();
        Client client = new Client(cluster.follower());
        client.sayHello();
        cluster.until("a welcome", () -> client.hasHeard(1));
        cluster.kill(old);
        cluster.until("another welcome", () -> client.hasHeard(2));

        assertThat(client.heard.getLast()).startsWith("welcome 99 from " + client.node.id + ", leader ");
        assertThat(client.heard.getLast()).doesNotContain("leader " + old.id + ",");
        cluster.turns(50);
        assertThat(client.hasHeard(2)).isTrue();
    }

    @Test
    void theLeaderAppliesAndAnswersTheRequestsOfAFrameTogether() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        client.request(RequestKind.SUBMIT, 5, 6);
        cluster.until("replies", () -> client.hasHeard(3));
        client.request(RequestKind.QUERY, 0);
        cluster.until("an answer", () -> client.hasHeard(4));

        assertThat(client.heard.subList(1, 4)).containsExactly("1 APPLIED 0 5", "2 APPLIED 0 11", "3 APPLIED 0 11");
        assertThat(client.replyFrames).isEqualTo(2);
    }

    @Test
    void aFollowerSaysThatItDoesNotLeadAndWhoDoes() {
        Client client = new Client(cluster.follower());
        client.sayHello();
        client.request(RequestKind.SUBMIT, 5);
        client.request(RequestKind.QUERY, 5);
        cluster.until("replies", () -> client.hasHeard(3));

        assertThat(client.heard.subList(1, 3)).containsExactly("1 NOT_APPENDED 4 ", "2 NOT_APPENDED 4 ");
        assertThat(client.leaderId).isEqualTo(cluster.leader().id);
    }

    @Test
    void strangersAreNotServed() {
        Client client = new Client(cluster.leader());
        client.request(RequestKind.SUBMIT, 5);
        cluster.turns(50);

        assertThat(client.heard).isEmpty();
        assertThat(cluster.leader().loop.counters().get(DropReason.CLIENT)).isEqualTo(1);
        assertThat(cluster.leader().adder.sum()).isZero();
    }

    @Test
    void oneClientTooManyIsSentAway() {
        for (int i = 0; i < 4; i++) {
            Client client = new Client(cluster.leader());
            client.sayHello();
            cluster.until("a welcome", () -> client.hears("welcome"));
        }
        Client tooMany = new Client(cluster.leader());
        tooMany.sayHello();
        cluster.turns(20);

        assertThat(cluster.leader().count(Counter.CLIENTS)).isEqualTo(4);
        assertThat(cluster.leader().loop.counters().get(DropReason.CLIENT)).isPositive();
        assertThat(tooMany.hears("welcome")).isFalse();
    }

    @Test
    void whoSaidGoodbyeIsForgotten() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        client.request(RequestKind.SUBMIT, 5);
        client.sayGoodbye();
        cluster.turns(50);

        assertThat(cluster.leader().count(Counter.CLIENTS)).isZero();
        assertThat(cluster.leader().adder.sum()).isEqualTo(5);
        assertThat(client.hears("APPLIED")).isFalse();
    }

    @Test
    void aFrameThatComesTwiceIsAppliedOnce() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        client.request(RequestKind.SUBMIT, 5, 6);
        client.sendAgain();
        client.request(RequestKind.SUBMIT, 7);
        cluster.until("replies", () -> client.hasHeard(4));
        client.sendAgain();
        cluster.turns(50);

        assertThat(cluster.leader().adder.added).containsExactly(5L, 6L, 7L);
        assertThat(client.hasHeard(4)).isTrue();
    }

    @Test
    void aRequestOfAKindThatIsNotKnownIsCountedAndNotTakenForAQuery() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        client.request(RequestKind.NULL_VAL, 5);
        client.request(RequestKind.SUBMIT, 6);
        cluster.until("a reply", () -> client.hasHeard(2));

        assertThat(client.heard.getLast()).startsWith("2 APPLIED");
        assertThat(cluster.leader().loop.counters().get(DropReason.CONTENT)).isEqualTo(1);
    }

    @Test
    void framesThatComeOnceMoreBehindTheGoodbyeAreNotAppliedAgain() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        client.request(RequestKind.SUBMIT, 5);
        client.sayGoodbye();
        client.sayHello();
        client.correlationId = 0;
        client.request(RequestKind.SUBMIT, 5);
        cluster.turns(50);

        assertThat(cluster.leader().adder.added).containsExactly(5L);
    }

    @Test
    void aNodeThatClosesSaysGoodbye() {
        Client client = new Client(cluster.leader());
        client.sayHello();
        cluster.until("a welcome", () -> client.hears("welcome"));

        client.node.loop.parts().clients.sayGoodbyeToAll();
        client.poll();

        assertThat(client.hears("goodbye")).isTrue();
    }

    /** Speaks the protocol by hand. */
    private final class Client {
        final List<String> heard = new ArrayList<>();
        final Node node;
        int replyFrames;
        int leaderId;
        private final ClientTransport transport = cluster.network.client();
        private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        private long correlationId;
        private int length;

        Client(Node node) {
            this.node = node;
            transport.connect(MemoryNetwork.address(node.id));
            cluster.until("a link", () -> {
                poll();
                return transport.isConnected();
            });
        }

        void sayHello() {
            sayHello(99);
        }

        void sayHello(long nonce) {
            envelope(ClientHelloEncoder.TEMPLATE_ID, ClientHelloEncoder.BLOCK_LENGTH);
            ClientHelloEncoder hello = new ClientHelloEncoder()
                    .wrap(frame, Envelope.LENGTH)
                    .clientId(7)
                    .nonce(nonce);
            transport.send(frame, 0, hello.limit());
        }

        void sayGoodbye() {
            envelope(GoodbyeEncoder.TEMPLATE_ID, GoodbyeEncoder.BLOCK_LENGTH);
            GoodbyeEncoder goodbye =
                    new GoodbyeEncoder().wrap(frame, Envelope.LENGTH).nonce(1);
            transport.send(frame, 0, goodbye.limit());
        }

        void request(RequestKind kind, long... numbers) {
            envelope(RequestsEncoder.TEMPLATE_ID, RequestsEncoder.BLOCK_LENGTH);
            RequestsEncoder requests = new RequestsEncoder().wrap(frame, Envelope.LENGTH);
            RequestsEncoder.RequestEncoder request = requests.requestCount(numbers.length);
            for (long number : numbers) {
                correlationId++;
                request.next()
                        .correlationId(correlationId)
                        .session(7)
                        .sequence(correlationId)
                        .timeoutMs(1000)
                        .kind(kind)
                        .putPayload(Adder.add(number), 0, Long.BYTES);
            }
            length = requests.limit();
            sendAgain();
        }

        /** The frame sent last arrives once more. */
        void sendAgain() {
            transport.send(frame, 0, length);
        }

        boolean hears(String word) {
            poll();
            return heard.stream().anyMatch(said -> said.contains(word));
        }

        boolean hasHeard(int count) {
            poll();
            return heard.size() == count;
        }

        void poll() {
            transport.poll(this::onFrame, 10);
        }

        private void onFrame(DirectBuffer buffer, int offset, int length) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            switch (header.templateId()) {
                case WelcomeDecoder.TEMPLATE_ID ->
                    onWelcome(new WelcomeDecoder().wrapAndApplyHeader(buffer, offset, header));
                case RepliesDecoder.TEMPLATE_ID ->
                    onReplies(new RepliesDecoder().wrapAndApplyHeader(buffer, offset, header));
                case GoodbyeDecoder.TEMPLATE_ID -> heard.add("goodbye");
                default -> heard.add("template " + header.templateId());
            }
        }

        private void onWelcome(WelcomeDecoder welcome) {
            List<String> members = new ArrayList<>();
            for (WelcomeDecoder.MemberDecoder member : welcome.member()) {
                members.add(member.id() + " " + member.address());
            }
            heard.add("welcome " + welcome.nonce() + " from " + welcome.nodeId() + ", leader " + welcome.leaderId()
                    + ", election timeout " + welcome.electionTimeoutNs() + ", members " + members);
        }

        private void onReplies(RepliesDecoder replies) {
            replyFrames++;
            leaderId = replies.leaderId();
            for (ReplyDecoder reply : replies.reply()) {
                String said = reply.correlationId() + " " + reply.status() + " " + reply.reason() + " ";
                int length = reply.payloadLength();
                int at = replies.limit() + ReplyDecoder.payloadHeaderLength();
                heard.add(said + (length == 0 ? "" : replies.buffer().getLong(at, ByteOrder.LITTLE_ENDIAN)));
                reply.skipPayload();
            }
        }

        private void envelope(int templateId, int blockLength) {
            new MessageHeaderEncoder()
                    .wrap(frame, 0)
                    .templateId(templateId)
                    .blockLength(blockLength)
                    .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                    .version(MessageHeaderEncoder.SCHEMA_VERSION)
                    .clusterId(new NodeIdentity("test", 0, 1).clusterId())
                    .groupId(0)
                    .sender(0)
                    .receiver(0)
                    .senderIncarnation(0)
                    .receiverIncarnation(0);
        }
    }
}
