package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.check.Checkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is held for as long as it takes changes nothing that it must not when it comes at last. */
class HeldMessagesTest {
    private static final int LEADER_CHANGES = 3;
    private static final Set<MessageType> COPIED = EnumSet.of(
            MessageType.PRE_VOTE_REQUEST,
            MessageType.PRE_VOTE_REPLY,
            MessageType.VOTE_REQUEST,
            MessageType.VOTE_REPLY,
            MessageType.REQUESTS);

    /** What no message of the past may change on a node. */
    private record Picture(long term, int votedFor, int leaderId, long last, List<Long> terms, long commit, long hash) {
        static Picture of(Node node) {
            List<Long> terms = new ArrayList<>();
            for (long index = node.firstIndex(); index <= node.lastIndex(); index++) {
                terms.add(node.termAt(index));
            }
            return new Picture(
                    node.term(),
                    node.votedFor(),
                    node.leaderId(),
                    node.lastIndex(),
                    terms,
                    node.commitIndex(),
                    node.stateHash());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void messagesOfOldLeadersChangeNothingThreeLeaderChangesAndARestartLater(long seed) {
        try (Simulation simulation = new Simulation(seed, SimulationOptions.of(5))) {
            Checkers.all(simulation);
            Network.HoldRule rule = simulation.network().hold(message -> message.id() % 5 == 0);
            SimClient client = simulation.client(1);
            for (int change = 0; change < LEADER_CHANGES; change++) {
                Node leader = simulation.leader();
                client.moveTo(leader).propose(Registers.write(1, change));
                simulation.advance(Duration.ofMillis(200));
                replace(simulation, leader, change % 2 == 0);
            }
            rule.close();
            settle(simulation);
            List<InFlight> held = simulation.network().pending(InFlight::isHeld);
            assertThat(held).extracting(InFlight::type).contains(MessageType.APPEND, MessageType.APPEND_REPLY);

            requireNothingChanges(simulation, client);
        }
    }

    /** The copy of a vote or a pre-vote, asked or granted, and of a command that was passed on, after all that they were part of. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void votesAndForwardedCommandsChangeNothingThreeLeaderChangesAndARestartLater(long seed) {
        try (Simulation simulation = new Simulation(seed, SimulationOptions.of(5))) {
            Checkers.all(simulation);
            simulation.observe((StepObserver) (same, step) -> step.sent().stream()
                    .filter(message -> !message.isLost())
                    .map(simulation.network()::read)
                    .filter(message -> COPIED.contains(message.type()) && !message.isHeld())
                    .forEach(message -> holdCopy(simulation.network(), message)));
            SimClient client = simulation.client(1);
            for (int change = 0; change < LEADER_CHANGES; change++) {
                Node leader = simulation.leader();
                client.moveTo(simulation.node(leader.id() % 5 + 1)).propose(Registers.write(1, change));
                simulation.advance(Duration.ofMillis(200));
                replace(simulation, leader, change % 2 == 0);
            }
            settle(simulation);
            List<InFlight> held = simulation.network().pending(InFlight::isHeld);
            assertThat(held).extracting(InFlight::type).containsAll(COPIED);
            assertThat(held).anyMatch(message -> message.type() == MessageType.VOTE_REPLY && message.isPositive());
            assertThat(held).anyMatch(message -> message.type() == MessageType.PRE_VOTE_REPLY && message.isPositive());

            requireNothingChanges(simulation, client);
        }
    }

    /** What an earlier life of a follower passed on, to those who led then and to who leads now; it never arrived before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void commandsThatAnEarlierLifePassedOnChangeNothing(long seed) {
        try (Simulation simulation = new Simulation(seed, SimulationOptions.of(5))) {
            Checkers.all(simulation);
            Node sender = simulation.node(simulation.leader().id() % 5 + 1);
            simulation
                    .network()
                    .hold(message -> message.type() == MessageType.REQUESTS && message.from() == sender.id());
            SimClient client = simulation.client(sender.id());
            for (int change = 0; change < LEADER_CHANGES; change++) {
                client.propose(Registers.write(1, change));
                simulation.advance(Duration.ofMillis(200));
                replace(simulation, simulation.leader(), change % 2 == 0);
            }
            while (simulation.leader() == sender) {
                replace(simulation, sender, false);
            }
            Node leader = simulation.leader();
            client.propose(Registers.write(1, LEADER_CHANGES));
            simulation.advance(Duration.ofMillis(200));
            sender.crash();
            sender.start();
            settle(simulation);
            assertThat(simulation.leader()).isSameAs(leader);
            assertThat(simulation.network().pending(InFlight::isHeld)).anyMatch(message -> message.to() == leader.id());

            requireNothingChanges(simulation, client.moveTo(leader));
        }
    }

    private static void holdCopy(Network network, InFlight message) {
        network.hold(network.duplicate(message.id()));
    }

    /** All that is held arrives. */
    private static void requireNothingChanges(Simulation simulation, SimClient client) {
        List<Picture> before = pictures(simulation);
        assertThat(simulation.network().deliver(InFlight::isHeld)).isPositive();
        simulation.advance(Duration.ofMillis(400));
        assertThat(pictures(simulation)).isEqualTo(before);
        assertThat(simulation.await(client.propose(Registers.write(1, 99))).isApplied())
                .isTrue();
    }

    /** Has somebody else lead, with a restart of the old leader or without. */
    private static void replace(Simulation simulation, Node leader, boolean restart) {
        if (restart) {
            leader.powerCut();
        } else {
            simulation.network().isolate(leader.id());
        }
        simulation.until(
                "another leader",
                () -> simulation.nodes().stream()
                        .anyMatch(node -> node != leader && node.isLeader() && node.term() > leader.term()));
        if (restart) {
            leader.start();
        } else {
            simulation.network().heal();
        }
    }

    /** Until all nodes have everything and know that it is committed, and nothing but heartbeats moves. */
    private static void settle(Simulation simulation) {
        Node leader = simulation.leader();
        simulation.until(
                "all nodes have all",
                () -> simulation.nodes().stream()
                        .allMatch(node -> node.appliedIndex() == leader.lastIndex() && node.term() == leader.term()));
    }

    private static List<Picture> pictures(Simulation simulation) {
        return simulation.nodes().stream().map(Picture::of).toList();
    }
}
