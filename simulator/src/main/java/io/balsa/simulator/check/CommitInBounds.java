package io.balsa.simulator.check;

/** 11: commit never falls in a life; applied <= commit <= last; a follower commits only what this request verified (Raft, Figure 2: the last new entry). */
final class CommitInBounds extends Checker {
    CommitInBounds(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        NodeView.Seen now = node.now();
        require(
                now.commit() >= node.before().commit(),
                node,
                "commits %d after %d",
                now.commit(),
                node.before().commit());
        require(
                now.applied() >= node.before().applied(),
                node,
                "applied %d after %d",
                now.applied(),
                node.before().applied());
        require(now.applied() <= now.commit(), node, "applied %d beyond commit %d", now.applied(), now.commit());
        require(now.commit() <= now.lastIndex(), node, "commits %d beyond last %d", now.commit(), now.lastIndex());
        require(now.firstIndex() - 1 <= now.applied(), node, "purged to %d beyond %d", now.firstIndex(), now.applied());
    }

    @Override
    void onTurnEnd(NodeView node) {
        NodeView.Seen now = node.now();
        long verified = node.warranted();
        boolean isVerified = now.commit() == node.before().commit() || now.commit() <= verified || now.isLeader();
        require(isVerified, node, "commits %d, which no request verified beyond %d", now.commit(), verified);
    }
}
