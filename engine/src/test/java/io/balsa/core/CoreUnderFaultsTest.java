package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreUnderFaultsTest {
    private static final int FIRST_SEED = Integer.getInteger("balsa.test.first-seed", 1);
    private static final int SEEDS = Integer.getInteger("balsa.test.seeds", 10);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void staysSafeUnderFaultsAndSettlesAfterThem(int size) {
        long reads = 0;
        long coldReads = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            FaultyCluster cluster = new FaultyCluster(seed, size);
            try {
                trouble(cluster);
                cluster.heal();
                settle(cluster);
            } catch (RuntimeException e) {
                throw new AssertionError("size " + size + ", seed " + seed + ": " + e, e);
            }
            assertThat(cluster.isSettled())
                    .as("settled, size " + size + ", seed " + seed)
                    .isTrue();
            assertThat(cluster.ledger.acknowledged())
                    .as("progress, seed " + seed)
                    .isPositive();
            reads += cluster.readsAnswered;
            coldReads += cluster.coldReads;
        }
        assertThat(reads).as("reads were answered").isPositive();
        assertThat(coldReads > 0 || size == 1).as("cold reads happened").isTrue();
    }

    private static void trouble(FaultyCluster cluster) {
        for (int round = 0; round < 20; round++) {
            cluster.links.loss = cluster.random.nextInt(3) * 0.1;
            cluster.links.duplication = cluster.random.nextInt(3) * 0.2;
            switch (cluster.random.nextInt(12)) {
                case 0, 1 -> cluster.partition();
                case 2, 3 -> cluster.cutSomeDirections();
                case 4, 5 -> cluster.crash();
                case 6 -> cluster.crashAll();
                case 7 -> cluster.pause();
                case 8 -> cluster.stallDisk();
                case 9 -> cluster.breakDisk();
                default -> cluster.heal();
            }
            cluster.steps(400 * cluster.nodes.size());
        }
    }

    private static void settle(FaultyCluster cluster) {
        cluster.proposing = false;
        for (int i = 0; i < 60_000 * cluster.nodes.size() && !cluster.isSettled(); i++) {
            cluster.step();
        }
    }
}
