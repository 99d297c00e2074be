package io.balsa.simulator.check;

/** 1: at most one leader per term, over the whole history. */
final class ElectionSafety extends Checker {
    ElectionSafety(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        if (node.now().isLeader()) {
            requireAlone(node, node.now().term());
        }
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (frame.isAppend()) {
            requireAlone(node, frame.append().term());
        }
    }

    private void requireAlone(NodeView node, long term) {
        int leader = cluster.leaderships().leaderIn(term);
        require(leader == node.id(), node, "leads in term %d, which is the term of node %d", term, leader);
    }
}
