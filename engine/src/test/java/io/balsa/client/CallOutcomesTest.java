package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Reason;
import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import io.balsa.codec.ReplyStatus;
import io.balsa.node.PolledLoop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallOutcomesTest {
    private final TurnedClient client = TurnedClient.linked();

    @Test
    void requestCarriesWhatTheCallerSaid() {
        client.submit(1, "x");
        client.query(2, "y");
        client.submit(3, "z");
        client.turn();
        List<Request> requests = client.requests();
        assertThat(requests).extracting(Request::payload).containsExactly("x", "y", "z");
        assertThat(requests).extracting(Request::kind).containsExactly("SUBMIT", "QUERY", "SUBMIT");
        assertThat(requests).extracting(Request::session).containsOnly(TurnedClient.SESSION);
        assertThat(requests).extracting(Request::sequence).containsExactly(1L, 0L, 2L);
        assertThat(requests).extracting(Request::timeoutMs).containsOnly(1000);
        assertThat(requests).extracting(Request::correlationId).doesNotHaveDuplicates();
    }

    @Test
    void eachOutcomeIsToldToItsCaller() {
        client.submit(1, "a");
        client.submit(2, "b");
        client.submit(3, "c");
        client.turn();
        List<Request> sent = client.requests();
        client.reply(
                1,
                1,
                Reply.unknown(sent.get(2), Reason.LEADER_LOST),
                Reply.applied(sent.getFirst(), "result"),
                Reply.notAppended(sent.get(1), Reason.SUPERSEDED));
        assertThat(client.outcomes.told)
                .containsExactly("3 unknown LEADER_LOST", "1 applied result", "2 not SUPERSEDED");
    }

    /** Though its own thread could know at once: a handler that runs within a submit surprises who holds something there. */
    @Test
    void aCallWithoutPatienceIsToldSoWithinThePollAndTheNextOnesStayBehindIt() {
        PolledLoop loop = client.polled();
        client.submit(1, "a", 0);
        client.submit(2, "b");
        assertThat(client.outcomes.told).isEmpty();
        loop.poll();
        assertThat(client.outcomes.told).containsExactly("1 not DEADLINE");
        assertThat(client.request().payload()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NO_LEADER", "NOT_LEADER", "CLOSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusalThatAnotherNodeWouldRepeatIsToldToTheCaller(Reason reason) {
        client.submit(1, "a");
        client.turn();
        client.reply(1, 1, Reply.notAppended(client.request(), reason));
        assertThat(client.outcomes.told).containsExactly("1 not " + reason);
    }

    @Test
    void reasonOfALaterVersionStillMeansWhatItsStatusSays() {
        client.submit(1, "a");
        client.turn();
        long id = client.request().correlationId();
        client.reply(1, 1, new Reply(id, ReplyStatus.NOT_APPENDED, 200, ""));
        assertThat(client.outcomes.told).containsExactly("1 not LEADER_LOST");
    }

    @Test
    void queryWhoseAnswerWasLostIsAskedAgain() {
        client.query(1, "a");
        client.turn();
        client.reply(1, 1, Reply.unknown(client.request(), Reason.LEADER_LOST));
        assertThat(client.outcomes.told).isEmpty();
        client.pass(30);
        client.welcome(1, 1, 1);
        client.reply(1, 1, Reply.applied(client.request(), "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
    }

    @Test
    void secondReplyIsIgnored() {
        client.submit(1, "a");
        client.turn();
        Request request = client.request();
        client.reply(1, 1, Reply.applied(request, "x"), Reply.applied(request, "y"));
        client.reply(1, 1, Reply.notAppended(request, Reason.BUSY));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
        assertThat(client.loop.repliesIgnored()).isEqualTo(2);
    }

    @Test
    void replyToAnEarlierSendingIsIgnored() {
        client.submit(1, "a");
        client.turn();
        Request first = client.request();
        client.reply(1, 1, Reply.notAppended(first, Reason.NOT_LEADER));
        client.pass(30);
        client.welcome(1, 1, 1);
        Request second = client.request();
        // A node takes a sequence that does not rise for a duplicate.
        assertThat(second.sequence()).isGreaterThan(first.sequence());
        client.reply(1, 1, Reply.notAppended(first, Reason.BUSY));
        assertThat(client.outcomes.told).isEmpty();
        client.reply(1, 1, Reply.applied(second, "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
    }

    @Test
    void replyToARequestThatDoesNotExistIsIgnored() {
        client.submit(1, "a");
        client.turn();
        for (long id : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 9L << 32, 15, 16, 300}) {
            client.reply(1, 1, new Reply(id, ReplyStatus.APPLIED, 0, "x"));
        }
        assertThat(client.outcomes.told).isEmpty();
        assertThat(client.loop.repliesIgnored()).isEqualTo(8);
    }

    @Test
    void callThatNeverLeftIsCertainlyNotAppendedWhenItsDeadlinePasses() {
        client.transport.hasRoom = false;
        client.submit(1, "a");
        // The node keeps talking, so that the link stays.
        for (int i = 0; i < 22; i++) {
            client.welcome(1, 1, 1);
            client.pass(50);
        }
        assertThat(client.outcomes.told).containsExactly("1 not DEADLINE");
        client.transport.hasRoom = true;
        client.pass(50);
        assertThat(client.requests()).isEmpty();
    }

    @Test
    void callThatExpiredInTheRingIsNotSent() {
        client.submit(1, "a");
        client.sleep(1000);
        client.welcome(1, 1, 1);
        assertThat(client.requests()).isEmpty();
        assertThat(client.outcomes.told).containsExactly("1 not DEADLINE");
    }

    @Test
    void callThatLeftIsUnknownWhenItsDeadlinePasses() {
        client.submit(1, "a");
        client.turn();
        Request request = client.request();
        for (int i = 0; i < 22; i++) {
            client.welcome(1, 1, 1);
            client.pass(50);
        }
        assertThat(client.outcomes.told).containsExactly("1 unknown DEADLINE");
        client.reply(1, 1, Reply.applied(request, "x"));
        assertThat(client.outcomes.told).hasSize(1);
    }

    @Test
    void callThatNobodyCouldBeAskedForHasNoLeader() {
        TurnedClient alone = new TurnedClient(new FakeTransport(), "n1:1");
        alone.submit(1, "a");
        alone.pass(1100);
        assertThat(alone.outcomes.told).containsExactly("1 not NO_LEADER");
    }

    @Test
    void endTellsEveryCallWhatIsKnownOfIt() {
        client.submit(1, "sent");
        client.query(2, "sent");
        client.turn();
        client.transport.hasRoom = false;
        client.submit(3, "held");
        client.turn();
        client.submit(4, "placed");
        client.loop.finish(true);
        assertThat(client.outcomes.told)
                .containsExactlyInAnyOrder("1 unknown CLOSED", "2 not CLOSED", "3 not CLOSED", "4 not CLOSED");
        assertThat(client.submit(5, "late")).isTrue();
        assertThat(client.outcomes.told).last().isEqualTo("5 not CLOSED");
        assertThat(client.transport.isClosed).isTrue();
    }

    @Test
    void handlerThatThrowsAtTheEndStrandsNobody() {
        client.outcomes.thrown = new AssertionError("handler");
        client.submit(1, "sent");
        client.submit(2, "sent");
        client.turn();
        client.submit(3, "placed");
        client.submit(4, "placed");
        client.loop.finish(true);
        assertThat(client.outcomes.told).hasSize(4);
        assertThat(client.transport.isClosed).isTrue();
    }
}
