package io.balsa.simulator.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.journal.Durability;
import io.balsa.simulator.Node;
import io.balsa.simulator.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What actions do to a cluster, and what is remembered of it. */
class StageTest {
    private final List<String> story = new ArrayList<>();
    private @Nullable Simulation played;

    private Result play(String plan) {
        Result result = Run.told(Plan.parse(plan), false, story::add, simulation -> played = simulation);
        assertThat(result.failure()).isNull();
        return result;
    }

    private Node node(int id) {
        return Objects.requireNonNull(played).node(id);
    }

    private long starts(int id) {
        return story.stream()
                .filter(line -> line.endsWith(" node " + id + " starts"))
                .count();
    }

    @Test
    void aWipedNodeNeverComesBack() {
        Result result = play("seed=1 safety-ms=5000; 1.000s wipe node=1; 2.000s start node=1; 3.000s wipe node=1");
        assertThat(starts(1)).isZero();
        assertThat(result.tally().faults()).containsEntry("wipe", 1L);
    }

    @Test
    void anotherNodeIsStartedAtTheEnd() {
        play("seed=1 safety-ms=5000; 1.000s crash node=1");
        assertThat(starts(1)).isOne();
    }

    @Test
    void settingsHoldFromTheNextStartOn() {
        play("seed=1 safety-ms=9000; 1.000s configure node=2 setting=append-bytes value=77;"
                + " 1.000s configure node=2 setting=election-ms value=900; 2.000s crash node=2; 3.000s start node=2;"
                + " 4.000s configure node=3 setting=append-bytes value=78");
        assertThat(node(2).options().raft().maxAppendBytes()).isEqualTo(77);
        assertThat(node(2).options().raft().electionTimeoutNs()).isEqualTo(900_000_000);
        assertThat(node(2).options().raft().heartbeatIntervalNs())
                .as("for those who are less patient")
                .isEqualTo(node(1).options().raft().heartbeatIntervalNs());
        assertThat(node(3).options().raft()).isEqualTo(node(1).options().raft());
    }

    @Test
    void aNodeMayGoOnWithAnotherDurability() {
        play("seed=1 safety-ms=9000 page-cache=1; 2.000s configure node=2 setting=page-cache value=0; 2.000s stop"
                + " node=2; 3.000s start node=2");
        assertThat(node(2).options().durability()).isEqualTo(Durability.FSYNC);
        assertThat(node(1).options().durability()).isEqualTo(Durability.PAGE_CACHE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lose-sector node=1", "misdirect-sector node=1", "corrupt node=1"})
    void aNodeWhoseDiskBrokeItsWordDropsATornTailOrStaysDown(String damage) {
        for (int seed = 1; seed <= 10; seed++) {
            play("seed=" + seed + " safety-ms=9000 think-ms=50; 2.000s " + damage
                    + "; 4.000s power-cut node=1 fate=torn; 5.000s start node=1");
        }
    }

    @Test
    void noPlanDamagesMoreThanAMinority() {
        for (long seed = 1; seed <= 300; seed++) {
            Plan plan = Nemesis.draw(seed);
            long damaged = plan.actions().stream()
                    .map(timed -> switch (timed.action()) {
                        case LifeAction.Wipe wipe -> wipe.node();
                        case DiskAction.Corrupt corrupt -> corrupt.node();
                        case DiskAction.LoseSector lost -> lost.node();
                        case DiskAction.MisdirectSector misdirected -> misdirected.node();
                        default -> 0;
                    })
                    .filter(node -> node > 0)
                    .distinct()
                    .count();
            int nodes = plan.parameters().get(Parameter.NODES);
            assertThat(damaged).as("seed %d", seed).isLessThanOrEqualTo((nodes - 1) / 2);
        }
    }
}
