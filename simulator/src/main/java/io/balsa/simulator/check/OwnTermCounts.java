package io.balsa.simulator.check;

/** 14: no commit by counting of entries of earlier terms (Raft §5.4.2). */
final class OwnTermCounts extends Checker {
    OwnTermCounts(ClusterView cluster) {
        super(cluster);
    }

    /** It may have followed somebody earlier in the turn. */
    @Override
    void onTurnEnd(NodeView node) {
        NodeView.Seen now = node.now();
        if (now.isLeader()
                && now.commit() > Math.max(node.warranted(), node.before().commit())) {
            long term = node.journal().written().log().termAt(now.commit());
            require(term == now.term(), node, "commits an entry of term %d by counting in term %d", term, now.term());
        }
    }
}
