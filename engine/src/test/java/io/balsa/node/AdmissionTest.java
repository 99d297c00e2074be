package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.ClientHelloEncoder;
import io.balsa.codec.MessageHeaderEncoder;
import io.balsa.codec.RequestsEncoder;
import io.balsa.codec.VoteReplyEncoder;
import io.balsa.core.Envelope;
import io.balsa.spi.NodeIdentity;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final NodeIdentity IDENTITY = new NodeIdentity("trio", 0, 2);
    private static final long INCARNATION = 7;

    private final Counters counters = new Counters();
    private final Envelope envelope = new Envelope(IDENTITY, INCARNATION);
    private final List<String> events = new ArrayList<>();
    private final Admission admission = new Admission(envelope, counters, new Admission.Events() {
        @Override
        public void onReborn(int nodeId) {
            events.add("reborn " + nodeId);
        }

        @Override
        public void onMistaken(int nodeId) {
            events.add("mistaken " + nodeId);
        }
    });
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int length;

    @BeforeEach
    void voteReplyFromMemberThree() {
        admission.onMembership(
                Membership.of(List.of(new Member(1, "a:1", 1), new Member(2, "b:1", 1), new Member(3, "c:1", 1))));
        write(VoteReplyEncoder.TEMPLATE_ID, VoteReplyEncoder.BLOCK_LENGTH);
    }

    @Test
    void whatFitsIsAdmittedAndItsSenderRemembered() {
        assertThat(admit()).isEqualTo(VoteReplyEncoder.TEMPLATE_ID);
        assertThat(admission.sender()).isEqualTo(3);
        assertThat(envelope.incarnationOf(3)).isEqualTo(4);
        assertThat(events).isEmpty();
    }

    @Test
    void framesShorterThanTheEnvelopeAreDropped() {
        length = Envelope.LENGTH - 1;
        assertDropped(DropReason.SHORT);
    }

    @Test
    void framesOfAnotherSchemaAreDropped() {
        header.schemaId(8111);
        assertDropped(DropReason.SCHEMA);
    }

    @Test
    void framesOfAnotherClusterOrGroupAreDropped() {
        header.clusterId(1);
        assertDropped(DropReason.CLUSTER);
        header.clusterId(IDENTITY.clusterId()).groupId(5);
        assertThat(admit()).isNegative();
    }

    @Test
    void framesForAnotherNodeAreDropped() {
        header.receiver(1);
        assertDropped(DropReason.RECEIVER);
    }

    @Test
    void framesOfStrangersAndOfThisNodeItselfAreDropped() {
        header.sender(9);
        assertDropped(DropReason.SENDER);
        header.sender(2);
        assertThat(admit()).isNegative();
    }

    @Test
    void framesOfAnEarlierLifeOfTheSenderAreDropped() {
        admit();
        header.senderIncarnation(3);
        assertDropped(DropReason.SENDER_INCARNATION);
        assertThat(envelope.incarnationOf(3)).isEqualTo(4);
    }

    @Test
    void aNewLifeOfTheSenderIsNoticed() {
        admit();
        header.senderIncarnation(5);
        assertThat(admit()).isPositive();
        assertThat(events).containsExactly("reborn 3");
    }

    @Test
    void framesForAnotherLifeOfThisNodeAreDroppedAndTheirSenderSetRight() {
        header.receiverIncarnation(INCARNATION - 1);
        assertDropped(DropReason.RECEIVER_INCARNATION);
        assertThat(events).containsExactly("mistaken 3");
        header.receiverIncarnation(0);
        assertThat(admit()).isPositive();
    }

    @Test
    void templatesThatAreNotSpokenBetweenMembersAreDropped() {
        write(ClientHelloEncoder.TEMPLATE_ID, ClientHelloEncoder.BLOCK_LENGTH);
        assertDropped(DropReason.TEMPLATE);
        header.templateId(99);
        assertThat(admit()).isNegative();
    }

    @Test
    void blocksThatDoNotFitAreDropped() {
        header.blockLength(VoteReplyEncoder.BLOCK_LENGTH - 1);
        assertDropped(DropReason.MALFORMED);
        header.blockLength(VoteReplyEncoder.BLOCK_LENGTH + 1);
        assertThat(admit()).isNegative();
    }

    @Test
    void entriesThatReachBeyondTheFrameAreDropped() {
        write(AppendEntriesEncoder.TEMPLATE_ID, AppendEntriesEncoder.BLOCK_LENGTH);
        int data = length;
        length += 4 + 16;
        frame.putInt(data, 16, ByteOrder.LITTLE_ENDIAN);
        assertThat(admit()).isEqualTo(AppendEntriesEncoder.TEMPLATE_ID);
        for (int wrong : new int[] {17, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            frame.putInt(data, wrong, ByteOrder.LITTLE_ENDIAN);
            assertThat(admit()).isNegative();
        }
        assertThat(counters.get(DropReason.MALFORMED)).isEqualTo(4);
    }

    @Test
    void requestsThatReachBeyondTheFrameAreDropped() {
        write(RequestsEncoder.TEMPLATE_ID, RequestsEncoder.BLOCK_LENGTH);
        RequestsEncoder requests = new RequestsEncoder().wrap(frame, Envelope.LENGTH);
        requests.requestCount(2).next().putPayload(new byte[3], 0, 3).next().putPayload(new byte[5], 0, 5);
        length = requests.limit();
        assertThat(admit()).isEqualTo(RequestsEncoder.TEMPLATE_ID);
        for (int shorter = 1; shorter < length - Envelope.LENGTH; shorter++) {
            assertThat(admission.admitPeer(frame, 0, length - shorter)).isNegative();
        }
    }

    @Test
    void clientsMayNotSpeakAsMembers() {
        assertThat(admission.admitClient(frame, 0, length)).isNegative();
        assertThat(counters.get(DropReason.SENDER)).isEqualTo(1);
        write(ClientHelloEncoder.TEMPLATE_ID, ClientHelloEncoder.BLOCK_LENGTH);
        header.sender(0).receiver(0).senderIncarnation(0);
        assertThat(admission.admitClient(frame, 0, length)).isEqualTo(ClientHelloEncoder.TEMPLATE_ID);
    }

    @Test
    void damagedFramesNeverMakeItThrow() {
        Random random = new Random(7);
        byte[] bytes = new byte[96];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(bytes);
            UnsafeBuffer damaged = new UnsafeBuffer(bytes);
            damaged.putBytes(0, frame, 0, random.nextInt(Envelope.LENGTH + 1));
            damaged.putShort(2, (short) random.nextInt(16), ByteOrder.LITTLE_ENDIAN);
            int available = random.nextInt(bytes.length + 1);
            UnsafeBuffer exact = new UnsafeBuffer(bytes, 0, available);
            admission.admitPeer(exact, 0, available);
            admission.admitClient(exact, 0, available);
        }
    }

    private void write(int templateId, int blockLength) {
        header.wrap(frame, 0)
                .templateId(templateId)
                .blockLength(blockLength)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(1)
                .clusterId(IDENTITY.clusterId())
                .groupId(0)
                .sender(3)
                .receiver(2)
                .senderIncarnation(4)
                .receiverIncarnation(INCARNATION);
        length = Envelope.LENGTH + blockLength;
    }

    private int admit() {
        return admission.admitPeer(frame, 0, length);
    }

    private void assertDropped(DropReason reason) {
        assertThat(admit()).isNegative();
        assertThat(counters.get(reason)).isEqualTo(1);
    }
}
