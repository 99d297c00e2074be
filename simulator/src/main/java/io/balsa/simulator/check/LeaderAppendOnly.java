package io.balsa.simulator.check;

import org.agrona.collections.Int2ObjectHashMap;

/** 4: a leader never overwrites or deletes its own log; not on taking office, nor later, as long as it stays in that term. */
final class LeaderAppendOnly extends Checker {
    LeaderAppendOnly(ClusterView cluster) {
        super(cluster);
    }

    /** What each node truncated last. Who leads a term followed nobody in it before, and so had nothing to truncate. */
    private final Int2ObjectHashMap<Truncation> latest = new Int2ObjectHashMap<>();

    private record Truncation(long term, long fromIndex) {}

    @Override
    void onTruncate(NodeView node, long fromIndex) {
        Truncation truncation = new Truncation(node.journal().written().term(), fromIndex);
        latest.put(node.id(), truncation);
        if (cluster.leaderships().leaderIn(truncation.term()) == node.id()) {
            requireNot(node, truncation);
        }
    }

    @Override
    void onTurn(NodeView node) {
        Truncation truncation = latest.get(node.id());
        if (truncation != null
                && node.becameLeader()
                && truncation.term() == node.now().term()) {
            requireNot(node, truncation);
        }
    }

    private void requireNot(NodeView node, Truncation done) {
        require(false, node, "truncates from index %d in term %d, its own", done.fromIndex(), done.term());
    }
}
