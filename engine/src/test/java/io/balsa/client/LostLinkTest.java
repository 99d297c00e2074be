package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Reason;
import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command is never sent twice unless it certainly was not appended; a query may be. */
class LostLinkTest {
    private final TurnedClient client = TurnedClient.linked();
    private final FakeTransport transport = client.transport;

    private void loseNode1() {
        transport.reachable.remove("n1:1");
        client.pass(15);
        while (transport.address.equals("n1:1")) {
            client.pass(1);
        }
        client.turn();
    }

    @Test
    void commandThatWasSentIsUnknown() {
        client.submit(1, "a");
        client.turn();
        loseNode1();
        assertThat(client.outcomes.told).containsExactly("1 unknown LEADER_LOST");
        client.requests();
        client.welcome(2, 2, 2);
        client.pass(50);
        assertThat(client.requests()).isEmpty();
    }

    @Test
    void queryThatWasSentIsAskedAgainAtTheNextNode() {
        client.query(1, "a");
        client.turn();
        Request first = client.request();
        loseNode1();
        client.welcome(2, 2, 2);
        Request second = client.request();
        assertThat(second.payload()).isEqualTo("a");
        assertThat(second.correlationId()).isNotEqualTo(first.correlationId());
        client.reply(2, 2, Reply.applied(second, "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
    }

    @Test
    void commandThatDidNotLeaveGoesToTheNextNode() {
        transport.hasRoom = false;
        client.submit(1, "a");
        client.turn();
        transport.hasRoom = true;
        transport.reachable.remove("n1:1");
        client.pass(15);
        loseNode1();
        client.welcome(2, 2, 2);
        assertThat(client.request().payload()).isEqualTo("a");
        assertThat(client.outcomes.told).isEmpty();
    }

    @Test
    void refusedCommandGoesToTheNextNodeUnderANewSequence() {
        client.submit(1, "a");
        client.turn();
        Request first = client.request();
        client.reply(1, 2, Reply.notAppended(first, Reason.NOT_LEADER));
        client.pass(21);
        client.welcome(1, 2, 2);
        client.link(2, 2, 2);
        Request second = client.requests().getLast();
        assertThat(second.sequence()).isGreaterThan(first.sequence());
        assertThat(transport.address).isEqualTo("n2:1");
        client.reply(2, 2, Reply.applied(second, "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
    }

    @Test
    void refusedCommandIsCertainlyNotAppendedWhenItsDeadlinePasses() {
        client.submit(1, "a");
        client.turn();
        Request request = client.request();
        client.reply(1, 0, Reply.notAppended(request, Reason.NO_LEADER));
        transport.reachable.clear();
        client.pass(1200);
        assertThat(client.outcomes.told).containsExactly("1 not NO_LEADER");
    }

    @Test
    void commandThatOnlyFollowersOfADeadLeaderWereThereForHadNoLeader() {
        loseNode1();
        client.submit(1, "a", 40);
        for (int i = 0; i < 15; i++) {
            client.welcome(transport.address.equals("n2:1") ? 2 : 3, 1, 1);
            client.pass(5);
        }
        assertThat(client.outcomes.told).containsExactly("1 not NO_LEADER");
    }

    @Test
    void answersThatADeposedLeaderOwesKeepNobodyElseWaitingForLong() {
        client.submit(1, "a");
        client.turn();
        client.request();
        client.submit(2, "b");
        for (int i = 0; i < 30; i++) {
            client.pass(10);
            if (transport.address.equals("n1:1")) {
                client.welcome(1, 2, 2);
            }
        }
        assertThat(client.outcomes.told).containsExactly("1 unknown LEADER_LOST", "2 unknown LEADER_LOST");
        client.requests();
        client.submit(3, "c");
        client.welcome(2, 2, 2);
        assertThat(client.request().payload()).isEqualTo("c");
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void answersThatALoneNodeOwesKeepNobodyElseWaitingForLong() {
        client.submit(1, "a");
        client.turn();
        client.request();
        for (int i = 0; i < 60 && transport.address.equals("n1:1"); i++) {
            client.pass(10);
            client.welcome(1, 0, 2);
        }
        client.turn();
        client.submit(2, "b");
        client.welcome(2, 2, 3);
        assertThat(client.outcomes.told).containsExactly("1 unknown LEADER_LOST");
        assertThat(client.request().payload()).isEqualTo("b");
    }

    @Test
    void leaderThatClosesAndOwesAnswersIsStayedAtForThem() {
        client.submit(1, "a");
        client.submit(2, "b");
        client.turn();
        List<Request> both = client.requests();
        client.reply(1, 1, Reply.notAppended(both.getLast(), Reason.CLOSED));
        for (int i = 0; i < 40; i++) {
            client.pass(10);
            client.welcome(1, 1, 1);
        }
        client.reply(1, 1, Reply.applied(both.getFirst(), "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
    }

    @Test
    void closingNodeIsLeftForAnother() {
        client.submit(1, "a");
        client.turn();
        client.reply(1, 1, Reply.notAppended(client.request(), Reason.CLOSED));
        client.pass(2);
        assertThat(transport.address).isNotEqualTo("n1:1");
        client.welcome(2, 2, 2);
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void closingNodeIsNotGoneBackToThoughTheNextStillFollowsIt() {
        client.submit(1, "a");
        client.turn();
        client.reply(1, 1, Reply.notAppended(client.request(), Reason.CLOSED));
        client.pass(2);
        client.welcome(2, 1, 1);
        client.pass(50);
        assertThat(transport.address).isEqualTo("n2:1");
    }

    @Test
    void goodbyeEndsTheLink() {
        client.submit(1, "a");
        client.turn();
        transport.deliver(new NodeFrames(1).goodbye());
        client.pass(12);
        assertThat(client.outcomes.told).containsExactly("1 unknown LEADER_LOST");
        assertThat(transport.address).isEqualTo("n2:1");
    }

    @Test
    void callPlacedWhileThereIsNoLinkWaitsForTheNext() {
        transport.reachable.clear();
        client.pass(1);
        client.submit(1, "a");
        client.pass(300);
        transport.reachable.add("n3:1");
        while (!transport.address.equals("n3:1")) {
            client.pass(1);
        }
        client.turn();
        client.welcome(3, 3, 2);
        assertThat(client.request().payload()).isEqualTo("a");
    }
}
