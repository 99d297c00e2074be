package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.spi.NodeIdentity;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final NodeIdentity identity = new NodeIdentity("trio", 0, 2);
    private final Envelope envelope = new Envelope(identity, 7);
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void sendersAndReceiversAreNamedWithTheirIncarnations() {
        envelope.learn(3, 4);
        envelope.write(frame, 3, VoteReplyDecoder.TEMPLATE_ID, VoteReplyDecoder.BLOCK_LENGTH);

        header.wrap(frame, 0);
        assertThat(header.templateId()).isEqualTo(VoteReplyDecoder.TEMPLATE_ID);
        assertThat(header.blockLength()).isEqualTo(VoteReplyDecoder.BLOCK_LENGTH);
        assertThat(header.schemaId()).isEqualTo(8112);
        assertThat(header.clusterId()).isEqualTo(identity.clusterId());
        assertThat(header.sender()).isEqualTo(2);
        assertThat(header.senderIncarnation()).isEqualTo(7);
        assertThat(header.receiver()).isEqualTo(3);
        assertThat(header.receiverIncarnation()).isEqualTo(4);
    }

    @Test
    void unknownReceiversAreMeantInWhateverLife() {
        assertThat(envelope.incarnationOf(9)).isZero();
    }

    @Test
    void knownIncarnationsNeverFall() {
        envelope.learn(1, 5);
        envelope.learn(1, 4);
        assertThat(envelope.incarnationOf(1)).isEqualTo(5);
        envelope.learn(1, 6);
        assertThat(envelope.incarnationOf(1)).isEqualTo(6);
    }
}
