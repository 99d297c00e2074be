package io.balsa.simulator.check;

import io.balsa.simulator.Operation;

/** 19: after a failed write or sync no acknowledgement or vote leaves in that life, and no client is told that something was applied. */
final class FailStop extends Checker {
    FailStop(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (node.hasFailedWrite()) {
            boolean isPromise = frame.isAcknowledgement() || frame.isVote() || frame.isCampaign();
            require(!isPromise, node, "promises something after its disk has failed");
            require(!frame.tellsOfApplied(), node, "tells another process of a command after its disk has failed");
        }
    }

    /** Of a command a follower only passes on what the leader said. */
    @Override
    void onEnded(Operation operation) {
        if (operation.isApplied() && operation.nodeId() != 0) {
            NodeView node = cluster.node(operation.nodeId());
            boolean isOwnWord =
                    operation.kind() == Operation.Kind.QUERY || node.now().isLeader();
            require(
                    !isOwnWord || !node.hasFailedWrite(),
                    node,
                    "tells a client of a command after its disk has failed");
        }
    }
}
