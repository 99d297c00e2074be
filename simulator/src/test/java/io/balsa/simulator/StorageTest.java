package io.balsa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Outcome;
import io.balsa.api.Reason;
import io.balsa.simulator.machine.DiskFaults.Operation;
import io.balsa.simulator.machine.FailedSync;
import io.balsa.simulator.machine.PageCache;
import io.balsa.spi.JournalException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk does what the author of a test says, and a node what it must. */
class StorageTest {
    private final Simulation simulation = new Simulation(11);

    @AfterEach
    void close() {
        simulation.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"WRITE", "SYNC", "MARK"})
    void aNodeStopsWhenItsDiskFailsAndComesBackWithAllItAcknowledged(Operation operation) {
        Node leader = simulation.leader();
        SimClient client = simulation.client(leader.id());
        simulation.await(client.propose(Registers.write(1, 1)));
        leader.storage().failNext(operation);
        client.propose(Registers.write(1, 2));
        simulation.until("the leader stops", () -> !leader.isUp());
        assertThat(leader.failure()).isInstanceOf(JournalException.class).hasMessageContaining("injected");
        assertThat(leader.storage().faultsInjected()).isOne();
        simulation.leader();
        assertThat(leader.start()).isTrue();
        simulation.until("it has all again", () -> leader.appliedIndex() >= 3);
    }

    @Test
    void afterAFailedSyncNothingMoreIsSaid() {
        Node leader = simulation.leader();
        leader.storage().failNext(Operation.SYNC);
        simulation.client(leader.id()).propose(Registers.write(1, 1));
        simulation.until("the sync failed", () -> leader.storage().faultsInjected() == 1);
        long durable = leader.durableIndex();
        simulation.advance(Duration.ofSeconds(1));
        assertThat(leader.isUp()).isFalse();
        assertThat(leader.durableIndex()).isEqualTo(durable);
    }

    @ParameterizedTest
    @EnumSource
    void whateverAFailedSyncLeftANodeKeepsWhatItFoundAtItsNextStart(FailedSync fate) {
        for (int seed = 1; seed <= 20; seed++) {
            try (Simulation many = new Simulation(seed)) {
                Node node = many.leader();
                SimClient client = many.client(node.id());
                node.storage().failedSync(fate);
                node.storage().failAfter(Operation.SYNC, 2);
                for (int i = 0; node.isUp(); i++) {
                    client.propose(Registers.write(1, i, 1000));
                    many.advance(Duration.ofNanos(100_000));
                }
                assertThat(node.start()).as("seed %d", seed).isTrue();
                long found = node.lastIndex();
                node.powerCut(PageCache.LOST);
                assertThat(node.start()).as("seed %d", seed).isTrue();
                assertThat(node.lastIndex()).as("seed %d", seed).isEqualTo(found);
            }
        }
    }

    @Test
    void aFullDiskStopsANodeUntilThereIsRoom() {
        Node leader = simulation.leader();
        leader.storage().fill();
        simulation.client(leader.id()).propose(Registers.write(1, 1));
        simulation.until("the leader stops", () -> !leader.isUp());
        assertThat(leader.start()).as("a start needs room too").isFalse();
        assertThat(leader.failure()).hasMessageContaining("No space left");
        leader.storage().empty();
        assertThat(leader.start()).isTrue();
    }

    @Test
    void aLeaderWhoseDiskStallsGivesUp() {
        Node leader = simulation.leader();
        leader.storage().stall(Duration.ofSeconds(10));
        simulation.client(leader.id()).propose(Registers.write(1, 1));
        simulation.until(
                "another leader",
                () -> simulation.nodes().stream().anyMatch(node -> node != leader && node.isLeader()));
        simulation.advance(Duration.ofSeconds(10));
        simulation.leader();
    }

    @Test
    void aLeaderWithASlowDiskDoesNotHoldUpTheOthers() {
        Node leader = simulation.leader();
        leader.storage().syncDelay(Range.of(Duration.ofMillis(800)));
        long from = simulation.nowNs();
        simulation.await(simulation.client(leader.id()).propose(Registers.write(1, 1)));
        assertThat(simulation.nowNs() - from).isLessThan(Duration.ofMillis(100).toNanos());
        assertThat(leader.commitIndex()).isGreaterThan(leader.durableIndex());
    }

    @ParameterizedTest
    @EnumSource
    void whateverBecomesOfThePageCacheANodeComesBackWithWhatWasSynced(PageCache fate) {
        for (int seed = 1; seed <= 20; seed++) {
            try (Simulation many = new Simulation(seed)) {
                Node node = many.leader();
                SimClient client = many.client(node.id());
                for (int i = 0; i < 30; i++) {
                    client.propose(Registers.write(1, i));
                    many.advance(Duration.ofNanos(300_000));
                }
                long durable = node.durableIndex();
                long last = node.lastIndex();
                node.powerCut(fate);
                assertThat(node.start()).as("seed %d", seed).isTrue();
                assertThat(node.lastIndex()).as("seed %d", seed).isBetween(durable, last);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatLostWhatItHadReportedAsSyncedIsFoundOut(boolean byPowerCut) {
        int refused = 0;
        for (int seed = 1; seed <= 10; seed++) {
            try (Simulation many = new Simulation(seed)) {
                Node node = many.leader();
                SimClient client = many.client(node.id());
                node.storage().loseSector();
                for (int i = 0; i < 10; i++) {
                    many.await(client.propose(Registers.write(1, i)));
                }
                if (byPowerCut) {
                    node.powerCut();
                } else {
                    node.crash();
                }
                refused += node.start() ? 0 : 1;
            }
        }
        assertThat(refused).isEqualTo(byPowerCut ? 10 : 0);
    }

    @Test
    void aFlippedBitIsNeverServed() {
        int refused = 0;
        for (int seed = 1; seed <= 30; seed++) {
            try (Simulation many = new Simulation(seed)) {
                Node node = many.leader();
                SimClient client = many.client(node.id());
                for (int i = 0; i < 20; i++) {
                    many.await(client.propose(Registers.write(1, i)));
                }
                long committed = node.commitIndex();
                node.crash();
                node.storage().corrupt();
                boolean isUp = node.start();
                assertThat(isUp && node.lastIndex() < committed)
                        .as("seed %d", seed)
                        .isFalse();
                refused += isUp ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void aMisdirectedWriteIsFoundOut() {
        Node node = simulation.leader();
        SimClient client = simulation.client(node.id());
        for (int i = 0; i < 50; i++) {
            simulation.await(client.propose(Registers.write(1, i)));
        }
        node.storage().misdirectSector();
        simulation.await(client.propose(Registers.write(1, 99)));
        simulation.advance(Duration.ofMillis(10));
        assertThat(node.storage().faultsInjected()).isOne();
        node.crash();
        boolean isUp = node.start();
        assertThat(isUp && node.lastIndex() < 50).isFalse();
    }

    @Test
    void coldReadsMayFailAndStopTheNode() {
        Node leader = simulation.leader();
        Node follower = simulation.node(leader.id() % 3 + 1);
        follower.crash();
        SimClient client = simulation.client(leader.id());
        for (int i = 0; i < 2000; i++) {
            if (client.propose(Registers.write(1, i)).outcome() instanceof Outcome.NotAppended refused) {
                assertThat(refused.reason()).isEqualTo(Reason.BUSY);
            }
            simulation.advance(Duration.ofMillis(1));
        }
        leader.storage().failNext(Operation.READ);
        follower.start();
        simulation.until("the leader reads for the follower and stops", () -> !leader.isUp());
        assertThat(leader.failure()).hasMessageContaining("could not be read");
    }
}
