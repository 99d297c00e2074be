package io.balsa.simulator.check;

/** 19: after a failed write or sync no further acknowledgement or vote leaves in that life. */
final class FailStop extends Checker {
    FailStop(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        boolean isPromise = frame.isAcknowledgement() || frame.isVote() || frame.isCampaign();
        require(!isPromise || !node.hasFailedWrite(), node, "promises something after its disk has failed");
    }
}
