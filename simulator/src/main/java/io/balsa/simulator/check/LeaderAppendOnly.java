package io.balsa.simulator.check;

/** 4: a leader never overwrites or deletes its own log; nor does who led, as long as it stays in that term. */
final class LeaderAppendOnly extends Checker {
    LeaderAppendOnly(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTruncate(NodeView node, long fromIndex) {
        long term = node.journal().written().term();
        int leader = cluster.leaderships().leaderIn(term);
        require(leader != node.id(), node, "truncates from index %d in term %d, its own", fromIndex, term);
    }
}
