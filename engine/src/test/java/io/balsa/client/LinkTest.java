package io.balsa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Reason;
import io.balsa.client.NodeFrames.Reply;
import io.balsa.client.NodeFrames.Request;
import org.junit.jupiter.api.Test;

class LinkTest {
    private final FakeTransport transport = new FakeTransport("n1:1", "n2:1", "n3:1");
    private final TurnedClient client = new TurnedClient(transport, "n1:1", "n2:1");

    @Test
    void helloIsRepeatedUntilANodeAnswersAndNothingElseIsSentBefore() {
        client.submit(1, "a");
        client.pass(25);
        assertThat(client.hellos()).isEqualTo(3);
        assertThat(client.requests()).isEmpty();
        client.welcome(1, 1, 1);
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void helloSaysWhoTheClientIs() {
        client.turn();
        client.turn();
        byte[] hello = transport.sent.getFirst();
        assertThat(NodeFrames.hello(hello).clientId()).isEqualTo(TurnedClient.SESSION);
        assertThat(NodeFrames.header(hello).sender()).isZero();
        assertThat(NodeFrames.header(hello).senderIncarnation()).isZero();
    }

    @Test
    void requestsNameTheNodeTheyAreFor() {
        client.link(1, 1, 1);
        client.submit(1, "a");
        client.turn();
        assertThat(NodeFrames.header(transport.sent.getLast()).receiver()).isEqualTo(1);
    }

    @Test
    void helloIsRepeatedAtEveryKeepAliveInterval() {
        client.link(1, 1, 1);
        for (int i = 1; i <= 5; i++) {
            client.pass(50);
            assertThat(client.hellos()).isEqualTo(1 + i);
            client.welcome(1, 1, 1);
        }
        assertThat(transport.connects).containsExactly("n1:1");
    }

    @Test
    void addressThatCannotBeReachedIsGivenUpForTheNext() {
        transport.reachable.remove("n1:1");
        client.pass(99);
        assertThat(transport.connects).containsExactly("n1:1");
        client.pass(15);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void nodeThatNeverAnswersTheHelloIsGivenUpForTheNext() {
        client.pass(220);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void nodeThatFallsSilentIsGivenUpForTheNext() {
        client.link(1, 1, 1);
        client.pass(220);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void nodeIsBorneWithNearlyAsLongAsItsPeersBearWithIt() {
        isLeftAfter(2400, TurnedClient.ns(3000));
    }

    @Test
    void nodeIsBorneWithForTwoKeepAlivesAtTheLeast() {
        isLeftAfter(100, 1);
    }

    private void isLeftAfter(int ms, long electionNs) {
        ClientSettings.Times times = new ClientSettings.Times(TurnedClient.ns(100), TurnedClient.ns(50), 0);
        TurnedClient patient =
                new TurnedClient(transport, TurnedClient.limits(1024, 1 << 16, 16), times, "n1:1", "n2:1");
        patient.turn();
        patient.turn();
        transport.deliver(new NodeFrames(1).welcome(patient.lastNonce(), 1, 1, electionNs));
        patient.pass(ms - 1);
        assertThat(transport.connects).containsExactly("n1:1");
        patient.pass(21);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void leaderThatIsDeadIsAvoidedForLongerWhereElectionsTakeLonger() {
        transport.reachable.remove("n3:1");
        client.turn();
        client.turn();
        transport.deliver(new NodeFrames(1).welcome(client.lastNonce(), 3, 1, TurnedClient.ns(3000)));
        client.pass(120);
        client.turn();
        for (int i = 0; i < 150; i++) {
            client.pass(10);
            transport.deliver(new NodeFrames(transport.address.equals("n2:1") ? 2 : 1)
                    .welcome(client.lastNonce(), 3, 1, TurnedClient.ns(3000)));
        }
        assertThat(transport.connects).containsOnlyOnce("n3:1");
    }

    @Test
    void timeInWhichTheClientItselfStoodStillIsNoSilenceOfTheNode() {
        client.link(1, 1, 1);
        client.sleep(1_000);
        client.turn();
        client.pass(100);
        assertThat(transport.connects).containsExactly("n1:1");
        client.pass(120);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
    }

    @Test
    void timeInWhichTheClientItselfStoodStillIsNoWaitForALinkEither() {
        transport.reachable.clear();
        client.turn();
        client.sleep(1_000);
        client.turn();
        transport.reachable.add("n1:1");
        client.turn();
        client.welcome(1, 1, 1);
        assertThat(transport.connects).containsExactly("n1:1");
    }

    @Test
    void triesBecomeRarerWhileNobodyAnswers() {
        transport.reachable.clear();
        client.pass(10_000);
        assertThat(transport.connects).hasSizeBetween(22, 30);
    }

    @Test
    void nodesAreAskedMoreRarelyWhileNoneOfThemKnowsALeader() {
        client.passAmongFollowers(20_000);
        long hellos = client.hellos();
        int connects = transport.connects.size();
        client.passAmongFollowers(10_000);
        // One per keep-alive interval, as on a link that works, and another node after twenty of them.
        assertThat(client.hellos() - hellos).isBetween(150L, 220L);
        assertThat(transport.connects.size() - connects).isBetween(8, 12);
    }

    @Test
    void nodesAreAskedAsOftenAsEverWhileAnElectionMayStillBeUnderWay() {
        client.passAmongFollowers(1_000);
        assertThat(client.hellos()).isGreaterThan(80);
    }

    @Test
    void leaderThatWasFoundMakesTheNextSearchAFastOne() {
        client.passAmongFollowers(20_000);
        client.welcome(transport.address.charAt(1) - '0', transport.address.charAt(1) - '0', 2);
        long hellos = client.hellos();
        client.passAmongFollowers(1_000);
        assertThat(client.hellos() - hellos).isGreaterThan(80);
    }

    @Test
    void clientThatSearchesInVainIsLivelyOnlyWhileSomebodyWaits() {
        client.passAmongFollowers(500);
        assertThat(client.loop.isLively()).isTrue();
        client.passAmongFollowers(20_000);
        assertThat(client.loop.isLively()).isFalse();
        client.submit(1, "a");
        assertThat(client.loop.isLively()).isTrue();
    }

    @Test
    void clientThatReachesNobodyIsLivelyOnlyWhileSomebodyWaits() {
        transport.reachable.clear();
        client.pass(200);
        assertThat(client.loop.isLively()).isTrue();
        client.pass(20_000);
        assertThat(client.loop.isLively()).isFalse();
        client.submit(1, "a");
        assertThat(client.loop.isLively()).isTrue();
    }

    @Test
    void leaderIsGoneToAtOnce() {
        client.submit(1, "a");
        client.link(1, 3, 1);
        assertThat(transport.connects).containsExactly("n1:1", "n3:1");
        assertThat(client.requests()).isEmpty();
        client.turn();
        client.welcome(3, 3, 1);
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void moveWaitsForAnswersThatAreOwed() {
        client.link(1, 1, 1);
        client.submit(1, "a");
        client.turn();
        Request owed = client.request();
        client.pass(50);
        client.welcome(1, 2, 2);
        client.submit(2, "b");
        client.pass(10);
        assertThat(transport.connects).containsExactly("n1:1");
        assertThat(client.requests()).isEmpty();
        client.reply(1, 2, Reply.applied(owed, "x"));
        assertThat(client.outcomes.told).containsExactly("1 applied x");
        client.link(2, 2, 2);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
        assertThat(client.request().payload()).isEqualTo("b");
    }

    @Test
    void replyThatNamesAnotherLeaderMakesTheClientAsk() {
        client.link(1, 1, 1);
        client.submit(1, "a");
        client.pass(21);
        long hellos = client.hellos();
        client.reply(1, 3, Reply.notAppended(client.request(), Reason.NOT_LEADER));
        assertThat(client.hellos()).isEqualTo(hellos + 1);
        assertThat(client.requests()).isEmpty();
        client.welcome(1, 3, 2);
        client.link(3, 3, 2);
        assertThat(transport.connects).endsWith("n3:1");
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void leaderThatCannotBeReachedIsNotTriedAgainAtOnce() {
        transport.reachable.remove("n3:1");
        client.link(1, 3, 1);
        client.pass(120);
        assertThat(transport.connects).containsExactly("n1:1", "n3:1", "n2:1");
        client.turn();
        client.welcome(2, 3, 1);
        client.pass(20);
        assertThat(transport.connects).hasSize(3);
    }

    @Test
    void leaderOfALaterTermIsTriedThoughItCouldNotBeReachedBefore() {
        transport.reachable.remove("n3:1");
        client.link(1, 3, 1);
        client.pass(120);
        transport.reachable.add("n3:1");
        client.turn();
        client.welcome(2, 3, 2);
        assertThat(transport.connects).endsWith("n3:1");
    }

    @Test
    void nodeThatLagsBehindIsNotBelievedWhoLeads() {
        client.link(1, 1, 5);
        transport.reachable.remove("n1:1");
        client.turn();
        transport.reachable.add("n1:1");
        client.pass(12);
        client.turn();
        client.submit(1, "a");
        client.welcome(2, 2, 4);
        client.pass(5);
        assertThat(client.requests()).isEmpty();
        client.welcome(2, 2, 6);
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void nodeThatKnowsNoLeaderIsAskedAWhileAndThenAnother() {
        client.submit(1, "a");
        client.link(1, 0, 1);
        for (int i = 0; i < 20 && transport.connects.size() == 1; i++) {
            client.pass(20);
            client.welcome(1, 0, 1);
        }
        client.link(2, 2, 2);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1");
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void nodeThatFollowsAnotherThatCannotBeReachedGetsNoRequestsUntilItLeads() {
        transport.reachable.remove("n3:1");
        client.submit(1, "a");
        client.link(1, 3, 1);
        client.pass(120);
        client.turn();
        client.welcome(2, 3, 1);
        client.pass(30);
        assertThat(client.requests()).isEmpty();
        client.welcome(2, 2, 2);
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void nodeThatIsGoneIsNotTriedAgainBecauseAnotherWasOfNoUse() {
        client.link(1, 1, 1);
        transport.deliver(new NodeFrames(1).goodbye());
        transport.reachable.remove("n1:1");
        client.pass(12);
        for (int i = 0; i < 32; i++) {
            client.pass(20);
            client.welcome(transport.address.equals("n2:1") ? 2 : 3, 1, 1);
        }
        assertThat(transport.connects).containsExactly("n1:1", "n2:1", "n3:1");
    }

    @Test
    void leaderThatFellSilentIsGoneBackToSoonWhenOthersStillFollowIt() {
        client.link(1, 1, 1);
        client.pass(215);
        client.turn();
        for (int i = 0; i < 80 && !transport.address.equals("n1:1"); i++) {
            client.pass(10);
            client.welcome(transport.address.equals("n2:1") ? 2 : 3, 1, 1);
        }
        client.turn();
        client.welcome(1, 1, 1);
        client.submit(1, "a");
        client.turn();
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void whereAllAreAvoidedTheyAreTriedInTurn() {
        transport.reachable.clear();
        client.pass(800);
        assertThat(transport.connects).startsWith("n1:1", "n2:1", "n1:1", "n2:1", "n1:1");
    }

    @Test
    void nodeThatIsElectedWhenItWasOfNoUseLongEnoughIsStayedAt() {
        client.submit(1, "a");
        client.link(1, 0, 1);
        for (int i = 0; i < 18; i++) {
            client.pass(10);
            client.welcome(1, 0, 1);
        }
        transport.deliver(new NodeFrames(1).welcome(client.lastNonce(), 0, 1));
        transport.deliver(new NodeFrames(1).welcome(client.lastNonce(), 1, 2));
        client.turn();
        assertThat(transport.connects).containsExactly("n1:1");
        assertThat(client.request().payload()).isEqualTo("a");
    }

    @Test
    void nodeThatWasOfNoUseIsGoneToAtOnceWhenItLeads() {
        client.link(1, 0, 1);
        while (transport.address.equals("n1:1")) {
            client.pass(20);
            client.welcome(1, 0, 1);
        }
        client.link(2, 0, 1);
        client.welcome(2, 1, 2);
        assertThat(transport.connects).containsExactly("n1:1", "n2:1", "n1:1");
    }

    @Test
    void leaderThatCouldNotBeReachedIsTriedWhenItIsElectedAnewThoughTheTermWasKnownBeforeTheLeader() {
        transport.reachable.remove("n3:1");
        client.link(1, 3, 1);
        client.pass(120);
        transport.reachable.add("n3:1");
        client.turn();
        client.welcome(2, 0, 2);
        client.welcome(2, 3, 2);
        assertThat(transport.connects).endsWith("n3:1");
    }

    @Test
    void clientSaysGoodbyeWhenItMovesAndWhenItEnds() {
        client.link(1, 3, 1);
        assertThat(transport.sent).anyMatch(NodeFrames::isGoodbye);
        transport.sent.clear();
        client.link(3, 3, 1);
        client.loop.finish(true);
        assertThat(NodeFrames.isGoodbye(transport.sent.getLast())).isTrue();
    }
}
