package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.check.Checkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is held for as long as it takes changes nothing that it must not when it comes at last. */
class HeldMessagesTest {
    private static final int LEADER_CHANGES = 3;

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

            List<Picture> before = pictures(simulation);
            simulation.network().deliver(InFlight::isHeld);
            simulation.advance(Duration.ofMillis(400));
            assertThat(pictures(simulation)).isEqualTo(before);
            assertThat(simulation.await(client.propose(Registers.write(1, 99))).isApplied())
                    .isTrue();
        }
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
