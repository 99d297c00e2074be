package io.balsa.simulator.check;

import io.balsa.simulator.machine.Chance;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2LongHashMap;

/** 20: a command of a session is committed at most once. */
final class ExactlyOnce extends Checker {
    ExactlyOnce(ClusterView cluster) {
        super(cluster);
    }

    private static final int EXPECTED = 1 << 12;

    private final Long2LongHashMap indexes = new Long2LongHashMap(EXPECTED, Hashing.DEFAULT_LOAD_FACTOR, 0);
    private long looked;

    @Override
    void onTurn(NodeView node) {
        Committed committed = cluster.committed();
        while (looked < committed.last()) {
            looked++;
            Ledger.Entry entry = cluster.ledger().find(looked, committed.termAt(looked));
            if (entry != null && entry.isCommand && entry.session != 0) {
                long key = Chance.mix(entry.session + Chance.mix(entry.sequence));
                long before = indexes.put(key, looked);
                require(before == 0, node, "commits at %d the command that was committed at %d", looked, before);
            }
        }
    }
}
