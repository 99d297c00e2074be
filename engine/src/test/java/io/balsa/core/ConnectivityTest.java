package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Pre-vote, check-quorum and stickiness together (design rule 15): whatever else is cut, in one direction or both, while a
 * majority is connected in both directions it elects and commits, and nobody else disturbs it.
 */
class ConnectivityTest {
    private static final int SETTLING_STEPS = 1200;
    private static final int WINDOW_STEPS = 400;

    private static FaultyCluster running(long seed, int size) {
        FaultyCluster cluster = new FaultyCluster(seed, size);
        for (int i = 0; i < 20 && cluster.ledger.acknowledged() < 5; i++) {
            cluster.steps(300 * size);
        }
        return cluster;
    }

    /** After a time to settle, every window brings commits, and no new term. */
    private static void assertProgress(FaultyCluster cluster, List<Integer> majority, String what) {
        int size = cluster.nodes.size();
        cluster.steps(SETTLING_STEPS * size);
        long term = highestTerm(cluster, majority);
        for (int window = 0; window < 3; window++) {
            long before = cluster.ledger.acknowledged();
            cluster.steps(WINDOW_STEPS * size);
            assertThat(cluster.ledger.acknowledged()).as(what).isGreaterThan(before);
        }
        assertThat(highestTerm(cluster, majority)).as("undisturbed, " + what).isEqualTo(term);
    }

    private static long highestTerm(FaultyCluster cluster, List<Integer> ids) {
        return ids.stream()
                .mapToLong(id -> cluster.nodes.get(id - 1).raft.term())
                .max()
                .orElseThrow();
    }

    /** Every subset of the six directions between three nodes that leaves a pair connected. */
    @Test
    void aConnectedPairOfThreeElectsAndCommitsWhateverElseIsCut() {
        for (int cuts = 0; cuts < 1 << 6; cuts++) {
            FaultyCluster cluster = running(cuts, 3);
            int bit = 0;
            for (int from = 1; from <= 3; from++) {
                for (int to = 1; to <= 3; to++) {
                    if (from != to && (cuts >> bit++ & 1) == 1) {
                        cluster.links.cut(from, to);
                    }
                }
            }
            List<Integer> pair = connectedPair(cluster);
            if (!pair.isEmpty()) {
                assertProgress(cluster, pair, "cuts " + Integer.toBinaryString(cuts));
            }
        }
    }

    /** A pair connected both ways. */
    private static List<Integer> connectedPair(FaultyCluster cluster) {
        for (int a = 1; a <= 3; a++) {
            for (int b = a + 1; b <= 3; b++) {
                if (!cluster.links.isCut(a, b) && !cluster.links.isCut(b, a)) {
                    return List.of(a, b);
                }
            }
        }
        return List.of();
    }

    /** Three of five fully connected, each other direction cut at random. */
    @Test
    void aConnectedTrioOfFiveElectsAndCommitsWhateverElseIsCut() {
        for (long seed = 1; seed <= 16; seed++) {
            FaultyCluster cluster = running(seed, 5);
            Random random = new Random(seed);
            List<Integer> trio = new ArrayList<>(List.of(1, 2, 3, 4, 5));
            java.util.Collections.shuffle(trio, random);
            List<Integer> connected = trio.subList(0, 3);
            double chance = random.nextDouble();
            cluster.forEachDirection((from, to) ->
                    !(connected.contains(from) && connected.contains(to)) && random.nextDouble() < chance);
            assertProgress(cluster, connected, "trio " + connected + ", seed " + seed);
        }
    }

    /** A bridge: two halves that see each other only through one node, which both hear. */
    @Test
    void aBridgeBetweenTwoHalvesKeepsTheClusterGoing() {
        for (long seed = 1; seed <= 4; seed++) {
            FaultyCluster cluster = running(seed, 5);
            cluster.forEachDirection((from, to) -> from < 3 && to > 3 || from > 3 && to < 3);
            long before = cluster.ledger.acknowledged();
            cluster.steps((SETTLING_STEPS + 3 * WINDOW_STEPS) * 5);
            assertThat(cluster.ledger.acknowledged()).as("seed %d", seed).isGreaterThan(before);
        }
    }

    /** A chain: the ends do not see each other. The leader at one end stays; the other end disturbs nobody. */
    @Test
    void theEndOfAChainDisturbsNobody() {
        for (long seed = 1; seed <= 10; seed++) {
            FaultyCluster cluster = running(seed, 3);
            cluster.links.cut(1, 3);
            cluster.links.cut(3, 1);
            assertProgress(cluster, List.of(1, 2, 3), "chain, seed " + seed);
        }
    }

    /** A node that returns from isolation with nothing new to say does not depose the leader. */
    @Test
    void aNodeThatReturnsFromIsolationDeposesNobody() {
        for (long seed = 1; seed <= 10; seed++) {
            FaultyCluster cluster = running(seed, 3);
            FaultyNode follower = cluster.nodes.stream()
                    .filter(node -> node.raft.role() != RoleName.LEADER)
                    .findFirst()
                    .orElseThrow();
            cluster.forEachDirection((from, to) -> from == follower.id || to == follower.id);
            cluster.steps(SETTLING_STEPS * 3);
            List<Integer> all = List.of(1, 2, 3);
            long term = highestTerm(cluster, all);
            cluster.heal();
            assertProgress(cluster, all, "return, seed " + seed);
            assertThat(highestTerm(cluster, all)).as("seed %d", seed).isEqualTo(term);
        }
    }

    /** Without a majority that is connected nothing is committed, and nobody's term rises without end (§9.6). */
    @Test
    void termsStandStillWithoutAMajority() {
        FaultyCluster cluster = running(4, 5);
        cluster.forEachDirection((from, to) -> from > 2 || to > 2);
        cluster.steps(SETTLING_STEPS * 5);
        List<Integer> all = List.of(1, 2, 3, 4, 5);
        long term = highestTerm(cluster, all);
        long before = cluster.ledger.acknowledged();
        cluster.steps(3 * WINDOW_STEPS * 5);
        assertThat(cluster.ledger.acknowledged()).isEqualTo(before);
        assertThat(highestTerm(cluster, all)).isEqualTo(term);
    }
}
