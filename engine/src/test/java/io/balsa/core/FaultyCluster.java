package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.config.RaftConfig;
import io.balsa.spi.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Cores of a whole cluster over an unreliable network, on disks that sync when they like and clocks that agree on nothing,
 * driven by one seed. What happens is checked as it happens, by {@link SafetyLedger}.
 */
final class FaultyCluster {
    static final long MS = 1_000_000;

    final Random random;
    final Membership members;
    final RaftConfig config;
    final Links links;
    final List<FaultyNode> nodes = new ArrayList<>();
    final SafetyLedger ledger = new SafetyLedger(nodes);
    long nowNs;
    boolean proposing = true;
    long sequence;
    long readsAnswered;
    long coldReads;
    private final long[] clockOffsetsNs;
    private final double[] clockRates;

    FaultyCluster(long seed, int size) {
        random = new Random(seed);
        links = new Links(random);
        members = Scripted.membersOfPriority(priorities(size));
        config = anyConfig();
        clockOffsetsNs = random.longs(size, -(1L << 50), 1L << 50).toArray();
        clockRates = random.doubles(size, 0.9, 1.1).toArray();
        for (int id = 1; id <= size; id++) {
            nodes.add(new FaultyNode(this, id, new StreamJournal()));
        }
    }

    /** Some alike, some not; one may be content never to lead. */
    private int[] priorities(int size) {
        boolean alike = random.nextBoolean();
        int[] priorities = random.ints(size, 1, alike ? 2 : 4).toArray();
        if (size > 2 && random.nextInt(4) == 0) {
            priorities[random.nextInt(size)] = 0;
        }
        return priorities;
    }

    private RaftConfig anyConfig() {
        int maxAppend = new int[] {1, 100, 300, 1000}[random.nextInt(4)];
        int windowBytes = maxAppend * (1 + random.nextInt(8));
        int tailBytes = 1 << (9 + random.nextInt(5));
        return new RaftConfig(
                100 * MS,
                10 * MS,
                random.nextInt(3) * MS,
                (50 + random.nextInt(1000)) * MS,
                maxAppend,
                1 + random.nextInt(8),
                windowBytes,
                1 << (8 + random.nextInt(6)),
                tailBytes,
                1 << (1 + random.nextInt(7)));
    }

    /** One node takes one turn. */
    void step() {
        nowNs += random.nextInt(3) * MS;
        int at = random.nextInt(nodes.size());
        FaultyNode node = nodes.get(at);
        if (node.pausedUntilNs > nowNs) {
            return;
        }
        try {
            node.turn(clockOffsetsNs[at] + (long) (nowNs * clockRates[at]));
        } catch (JournalException e) {
            restart(at);
        }
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Cuts the cluster into two islands at random. */
    void partition() {
        int[] islands = random.ints(nodes.size() + 1, 0, 2).toArray();
        forEachDirection((from, to) -> islands[from] != islands[to]);
    }

    /** Cuts directions at random, each alone. */
    void cutSomeDirections() {
        double chance = random.nextDouble();
        forEachDirection((from, to) -> random.nextDouble() < chance);
    }

    interface Cut {
        boolean of(int from, int to);
    }

    void forEachDirection(Cut cut) {
        for (int from = 1; from <= nodes.size(); from++) {
            for (int to = 1; to <= nodes.size(); to++) {
                if (from != to && cut.of(from, to)) {
                    links.cut(from, to);
                }
            }
        }
    }

    /** All faults end. */
    void heal() {
        links.heal();
        for (FaultyNode node : nodes) {
            node.pausedUntilNs = 0;
            node.diskStalledUntilNs = 0;
        }
    }

    void crash() {
        restart(random.nextInt(nodes.size()));
    }

    /** Power fails everywhere at once. */
    void crashAll() {
        for (int at = 0; at < nodes.size(); at++) {
            restart(at);
        }
    }

    private void restart(int at) {
        FaultyNode old = nodes.get(at);
        nodes.set(at, new FaultyNode(this, old.id, old.journal.afterCrash(random.nextInt(3))));
    }

    /** A node stands still, as for a long pause of the garbage collector, and finds its messages afterwards, or not. */
    void pause() {
        FaultyNode node = anyNode();
        node.pausedUntilNs = nowNs + random.nextInt(1000) * MS;
        if (random.nextBoolean()) {
            links.dropAllTo(node.id);
        }
    }

    void stallDisk() {
        anyNode().diskStalledUntilNs = nowNs + random.nextInt(3000) * MS;
    }

    void breakDisk() {
        anyNode().journal.fail();
    }

    private FaultyNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    boolean isSettled() {
        long leaders = nodes.stream()
                .filter(node -> node.raft.role() == RoleName.LEADER)
                .count();
        long last = nodes.getFirst().raft.lastIndex();
        return leaders == 1
                && nodes.stream()
                        .allMatch(node -> node.raft.lastIndex() == last
                                && node.raft.commitIndex() == last
                                && node.raft.termAt(last) == node.raft.term());
    }
}
