package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.simulator.machine.Link;
import io.balsa.simulator.machine.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The network does what the author of a test says. */
class NetworkTest {
    private final Simulation simulation = new Simulation(7);
    private final Network network = simulation.network();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void pendingMessagesSayWhatTheyAre() {
        Node leader = simulation.leader();
        network.hold(InFlight::hasEntries);
        simulation.client(leader.id()).propose(Registers.write(1, 1));
        simulation.advance(Duration.ofMillis(20));
        List<InFlight> held = network.pending(InFlight::isHeld);
        assertThat(held).hasSize(2).allSatisfy(message -> {
            assertThat(message.type()).isEqualTo(MessageType.APPEND);
            assertThat(message.from()).isEqualTo(leader.id());
            assertThat(message.term()).isEqualTo(leader.term());
            assertThat(message.firstIndex()).isEqualTo(leader.lastIndex());
            assertThat(message.lastIndex()).isEqualTo(leader.lastIndex());
            assertThat(message.commit()).isEqualTo(leader.commitIndex());
        });
    }

    @Test
    void whatIsHeldTakesPartAgainWhenReleased() {
        Node leader = simulation.leader();
        Network.HoldRule rule = network.hold(InFlight::hasEntries);
        Operation write = simulation.client(leader.id()).propose(Registers.write(1, 1));
        simulation.advance(Duration.ofMillis(40));
        assertThat(write.isOpen()).isTrue();
        rule.close();
        assertThat(network.release(message -> true)).isEqualTo(2);
        simulation.await(write);
        assertThat(write.isApplied()).isTrue();
    }

    @Test
    void oneMessageIsDroppedDeliveredOrSentTwiceById() {
        Node leader = simulation.leader();
        List<Long> taken = new ArrayList<>();
        simulation.observe((StepObserver) (unused, step) -> step.taken().forEach(message -> taken.add(message.id())));
        Network.HoldRule rule = network.hold(message -> message.from() == leader.id());
        simulation.advance(Duration.ofMillis(120));
        rule.close();
        List<InFlight> held = network.pending(InFlight::isHeld);
        long dropped = held.get(0).id();
        long twice = held.get(1).id();
        network.drop(dropped);
        long copy = network.duplicate(twice);
        network.deliver(twice);
        simulation.advance(Duration.ofMillis(10));
        assertThat(taken).contains(twice, copy).doesNotContain(dropped);
        assertThatThrownBy(() -> network.drop(dropped)).hasMessageContaining("not under way");
    }

    @Test
    void aMessageIsDeliveredOverALinkThatIsCut() {
        Node leader = simulation.leader();
        int follower = leader.id() % 3 + 1;
        Network.HoldRule rule = network.hold(message -> message.to() == follower);
        simulation.advance(Duration.ofMillis(120));
        rule.close();
        network.cut(leader.id(), follower);
        List<Long> taken = new ArrayList<>();
        simulation.observe((StepObserver) (unused, step) -> step.taken().forEach(message -> taken.add(message.id())));
        InFlight held =
                network.pending(message -> message.from() == leader.id()).getFirst();
        network.deliver(held.id());
        simulation.advance(Duration.ofMillis(10));
        assertThat(taken).contains(held.id());
    }

    @Test
    void aCutIsOneWay() {
        Node leader = simulation.leader();
        int follower = leader.id() % 3 + 1;
        network.cut(follower, leader.id());
        List<Message> lost = new ArrayList<>();
        List<Message> heard = new ArrayList<>();
        simulation.observe((StepObserver) (unused, step) -> {
            step.sent().stream().filter(Message::isLost).forEach(lost::add);
            step.taken().stream().filter(message -> message.to() == follower).forEach(heard::add);
        });
        simulation.advance(Duration.ofMillis(200));
        assertThat(lost).isNotEmpty();
        assertThat(heard).isNotEmpty();
        network.heal();
        simulation.leader();
    }

    @Test
    void framesArriveInOrderUnlessToldOtherwise() {
        assertThat(overtakings(0)).isZero();
        assertThat(overtakings(0.5)).isPositive();
    }

    private static int overtakings(double reordering) {
        try (Simulation simulation = new Simulation(3)) {
            simulation.network().everyLink(link -> link.reordering(reordering));
            Node leader = simulation.leader();
            SimClient client = simulation.client(leader.id());
            long[] newest = new long[16];
            int[] overtaken = {0};
            simulation.observe((StepObserver) (unused, step) -> step.taken().forEach(message -> {
                int link = message.from() * 4 + message.to();
                overtaken[0] += message.id() < newest[link] ? 1 : 0;
                newest[link] = Math.max(newest[link], message.id());
            }));
            for (int i = 0; i < 500; i++) {
                client.propose(Registers.write(1, i));
                simulation.advance(Duration.ofNanos(100_000));
            }
            return overtaken[0];
        }
    }

    @Test
    void aClusterLivesWithLossDuplicationAndDelay() {
        network.everyLink(link -> {
            link.loss(0.2);
            link.duplication(0.3);
            link.reordering(0.3);
            link.slow(0.05, Duration.ofMillis(300).toNanos());
            link.refusal(0.05);
        });
        simulation.leader();
        SimClient client = simulation.client(1);
        for (int i = 1; i <= 20; i++) {
            simulation.await(client.propose(Registers.write(1, i)));
        }
        network.heal();
        simulation.leader();
        assertThat(simulation.await(client.propose(Registers.write(1, 99))).isApplied())
                .isTrue();
    }

    @Test
    void aSlowLinkRefusesWhatItCannotCarry() {
        Node leader = simulation.leader();
        network.everyLink(link -> link.bandwidth(20_000, Duration.ofMillis(100).toNanos()));
        SimClient client = simulation.client(leader.id());
        List<Operation> writes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            writes.add(client.propose(Registers.write(1, i)));
        }
        simulation.until("all writes have outcomes", () -> client.open().isEmpty());
        assertThat(writes).allMatch(Operation::isApplied);
        assertThat(simulation.nowNs()).isGreaterThan(Duration.ofMillis(400).toNanos());
    }

    @Test
    void aPartitionSeparatesIslands() {
        Node leader = simulation.leader();
        network.partition(List.of(leader.id()));
        assertThat(network.link(leader.id(), leader.id() % 3 + 1).isCut()).isTrue();
        simulation.until(
                "another leader",
                () -> simulation.nodes().stream().anyMatch(node -> node != leader && node.isLeader()));
        network.everyLink(Link::heal);
        simulation.until("the old leader follows", () -> !leader.isLeader());
    }
}
