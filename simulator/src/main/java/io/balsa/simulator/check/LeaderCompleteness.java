package io.balsa.simulator.check;

/** 7: every entry committed in an earlier term is in the log of each later leader when elected. */
final class LeaderCompleteness extends Checker {
    LeaderCompleteness(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        if (!node.becameLeader()) {
            return;
        }
        Committed committed = cluster.committed();
        long index = committed.last();
        while (index > 0 && committed.seenIn(index) >= node.now().term()) {
            index--;
        }
        long own = node.journal().written().log().termAt(index);
        boolean hasIt = own == committed.termAt(index);
        require(hasIt, node, "is elected without the committed entry %d of term %d", index, committed.termAt(index));
    }
}
