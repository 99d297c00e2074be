package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static final String KIB = "x".repeat(1024);

    @Test
    void everythingPlacedSinceTheLastTurnTravelsInOneFrame() {
        TurnedClient client = TurnedClient.linked();
        for (int i = 0; i < 10; i++) {
            client.submit(i, "c" + i);
        }
        client.turn();
        assertThat(client.frames())
                .singleElement()
                .satisfies(frame -> assertThat(frame)
                        .extracting(Request::payload)
                        .containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"));
    }

    @Test
    void frameIsNoLongerThanTheTransportTakes() {
        FakeTransport transport = new FakeTransport("n1:1");
        transport.maxFrameLength = 3000;
        TurnedClient client = new TurnedClient(transport, "n1:1");
        client.link(1, 1, 1);
        for (int i = 0; i < 5; i++) {
            client.submit(i, KIB);
        }
        for (int i = 0; i < 5; i++) {
            client.turn();
        }
        assertThat(client.frames()).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(transport.sent).allMatch(frame -> frame.length <= 3000);
    }

    @Test
    void moreThanAFrameUsuallyHoldsLeavesInSeveralAtOnceAndALongerCommandAlone() {
        FakeTransport transport = new FakeTransport("n1:1");
        TurnedClient client = new TurnedClient(transport, TurnedClient.limits(1 << 16, 1 << 20, 4096), "n1:1");
        client.link(1, 1, 1);
        for (int i = 0; i < 40; i++) {
            client.submit(i, KIB);
        }
        client.submit(40, KIB.repeat(40));
        client.submit(41, KIB);
        client.turn();
        assertThat(client.frames()).extracting(List::size).containsExactly(29, 11, 1, 1);
        assertThat(transport.sent).filteredOn(frame -> frame.length > 31 * 1024).hasSize(1);
    }

    @Test
    void whatFollowsAFrameThatWasNotTakenLeavesLaterInOrderAndOnce() {
        FakeTransport transport = new FakeTransport("n1:1");
        TurnedClient client = new TurnedClient(transport, TurnedClient.limits(1 << 16, 1 << 20, 4096), "n1:1");
        client.link(1, 1, 1);
        for (int i = 0; i < 80; i++) {
            client.submit(i, i + KIB);
        }
        transport.framesTaken = 1;
        client.turn();
        transport.framesTaken = Integer.MAX_VALUE;
        client.turn();
        List<Request> requests = client.requests();
        assertThat(requests)
                .hasSize(80)
                .extracting(Request::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
        for (int i = 0; i < 80; i++) {
            assertThat(requests.get(i).payload()).isEqualTo(i + KIB);
        }
    }

    @Test
    void transportThatTakesNoCommandOfTheGreatestLengthIsRefused() {
        FakeTransport transport = new FakeTransport("n1:1");
        transport.maxFrameLength = 1000;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TurnedClient(transport, "n1:1"))
                .withMessageContaining("at most 1000 bytes")
                .withMessageContaining("1024");
    }

    @Test
    void whatTheTransportDoesNotTakeIsSentLaterInTheSameOrder() {
        TurnedClient client = TurnedClient.linked();
        client.transport.hasRoom = false;
        client.submit(1, "a");
        client.submit(2, "b");
        client.turn();
        client.submit(3, "c");
        client.turn();
        assertThat(client.requests()).isEmpty();
        client.transport.hasRoom = true;
        client.turn();
        assertThat(client.requests()).extracting(Request::payload).containsExactly("a", "b", "c");
    }

    /** A frame takes a copy of each command: none is made in vain. */
    @Test
    void noFrameIsMadeWhereTheTransportKnowsOfNoRoom() {
        TurnedClient client = TurnedClient.linked();
        client.transport.knowsRoom = true;
        client.transport.hasRoom = false;
        int offeredBefore = client.transport.offered;
        client.submit(1, "a");
        client.turn();
        client.submit(2, "b");
        client.turn();
        assertThat(client.transport.offered).isEqualTo(offeredBefore);
        client.transport.hasRoom = true;
        client.turn();
        assertThat(client.requests()).extracting(Request::payload).containsExactly("a", "b");
        assertThat(client.transport.offered).isEqualTo(offeredBefore + 1);
    }

    @Test
    void fullQueueIsToldAtOnceAndTakesCallsAgainOnceThereAreAnswers() {
        TurnedClient client = TurnedClient.linked();
        for (int i = 0; i < 16; i++) {
            assertThat(client.submit(i, "x")).isTrue();
        }
        assertThat(client.submit(16, "x")).isFalse();
        client.turn();
        client.reply(1, 1, Reply.applied(client.requests().getFirst(), ""));
        assertThat(client.submit(17, "x")).isTrue();
        assertThat(client.outcomes.told).containsExactly("0 applied ");
    }

    @Test
    void callsBeyondWhatMayBeHeldAreRefusedAndNeverLost() {
        FakeTransport transport = new FakeTransport("n1:1");
        TurnedClient client = new TurnedClient(transport, TurnedClient.limits(1024, 1 << 14, 4096), "n1:1");
        client.link(1, 1, 1);
        transport.hasRoom = false;
        int accepted = 0;
        for (int i = 0; i < 400; i++) {
            accepted += client.submit(i, KIB) ? 1 : 0;
            client.turn();
        }
        int refused = client.outcomes.told.size();
        assertThat(client.outcomes.told).allMatch(told -> told.endsWith("not BUSY"));
        transport.hasRoom = true;
        for (int i = 0; i < 400; i++) {
            client.turn();
        }
        assertThat(client.requests()).hasSize(accepted - refused).hasSizeBetween(16, 64);
    }

    @Test
    void longRunsReuseTheirRoom() {
        TurnedClient client = TurnedClient.linked();
        for (int i = 0; i < 5_000; i++) {
            assertThat(client.submit(i, KIB.substring(i % 1024))).isTrue();
            // Twice, because at its end the ring begins anew with the next read.
            client.turn();
            client.turn();
            client.reply(1, 1, Reply.applied(client.request(), ""));
        }
        assertThat(client.outcomes.told).hasSize(5_000).allMatch(told -> told.contains("applied"));
    }
}
