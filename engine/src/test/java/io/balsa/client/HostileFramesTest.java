package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import io.balsa.codec.ReplyStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileFramesTest {
    private final TurnedClient client = TurnedClient.linked();

    private void deliver(byte[] frame) {
        client.transport.deliver(frame);
        client.turn();
    }

    private Request sent() {
        client.submit(1, "a");
        client.turn();
        return client.request();
    }

    @Test
    void foreignFramesAreDropped() {
        Reply reply = Reply.applied(sent(), "x");
        deliver(new NodeFrames(1, "other", 0).replies(1, reply));
        deliver(new NodeFrames(1, NodeFrames.CLUSTER, 1).replies(1, reply));
        deliver(new NodeFrames(2).replies(2, reply));
        deliver(new NodeFrames(0).replies(1, reply));
        deliver(client.transport.sent.getFirst());
        deliver(new byte[0]);
        assertThat(client.loop.framesDropped()).isEqualTo(6);
        assertThat(client.outcomes.told).isEmpty();
    }

    @Test
    void welcomeThatEchoesNoHelloOfThisLinkIsDropped() {
        deliver(new NodeFrames(1).welcome(client.lastNonce() + 1, 3, 9));
        deliver(new NodeFrames(1).welcome(client.lastNonce() - 1, 3, 9));
        assertThat(client.loop.framesDropped()).isEqualTo(2);
        client.pass(5);
        assertThat(client.transport.connects).containsExactly("n1:1");
    }

    @Test
    void truncatedFramesAreDropped() {
        Request request = sent();
        List<byte[]> frames = List.of(
                new NodeFrames(1).replies(1, Reply.applied(request, "x")),
                new NodeFrames(1).welcome(client.lastNonce(), 3, 9),
                new NodeFrames(1).goodbye());
        int cut = 0;
        for (byte[] frame : frames) {
            for (int length = 0; length < frame.length; length++) {
                deliver(Arrays.copyOf(frame, length));
                cut++;
            }
        }
        assertThat(client.loop.framesDropped()).isEqualTo(cut);
        assertThat(client.outcomes.told).isEmpty();
        assertThat(client.transport.connects).containsExactly("n1:1");
    }

    @Test
    void repliesThatNameNoCallFindNobodyHoweverManyCallsThereWere() {
        TurnedClient crowded =
                new TurnedClient(new FakeTransport("n1:1"), TurnedClient.limits(1024, 1 << 16, 300), "n1:1");
        crowded.link(1, 1, 1);
        for (int call = 0; call < 300; call++) {
            crowded.submit(call, "a");
            crowded.turn();
        }
        for (int id = 0; id < 1200; id++) {
            crowded.reply(1, 1, new Reply(id, ReplyStatus.APPLIED, 0, "x"));
        }
        assertThat(crowded.loop.repliesIgnored()).isEqualTo(1200);
        assertThat(crowded.outcomes.told).isEmpty();
    }

    @Test
    void mutatedFramesNeitherFailNorResolveACallTwice() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            TurnedClient fresh = seed % 100 == 0 ? TurnedClient.linked() : client;
            byte[] frame = switch (seed % 3) {
                case 0 -> new NodeFrames(1).welcome(fresh.lastNonce(), 1 + seed % 3, 1);
                case 1 -> new NodeFrames(1).replies(1, new Reply(seed, ReplyStatus.APPLIED, 0, "x"));
                default -> new NodeFrames(1).goodbye();
            };
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            fresh.transport.deliver(frame);
            fresh.pass(1);
        }
        int before = client.outcomes.told.size();
        client.submit(99, "still there");
        client.pass(1200);
        assertThat(client.outcomes.told).hasSize(before + 1);
    }
}
