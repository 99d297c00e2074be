package io.balsa.simulator.check;

import io.balsa.codec.AppendReplyDecoder;

/** 13: a success for an index means that it is durable at the sender and equal to the leader's entry. */
final class AckTruth extends Checker {
    AckTruth(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (!frame.isAcknowledgement()) {
            return;
        }
        AppendReplyDecoder reply = frame.appendReply();
        long index = reply.matchIndex();
        Terms durable = node.journal().durable().log();
        require(index <= durable.last(), node, "acknowledges %d, durable is %d", index, durable.last());
        Leaderships.Leadership leadership = cluster.leaderships().find(reply.term());
        boolean isEqual = leadership != null && durable.termAt(index) == leadership.termAt(index);
        require(isEqual, node, "acknowledges %d in term %d, whose leader has another entry", index, reply.term());
    }

    @Override
    void onTruncate(NodeView node, long fromIndex) {
        long promised = cluster.acknowledgements()
                .of(node.id(), node.journal().written().term());
        require(fromIndex > promised, node, "truncates from %d, %d was acknowledged in this term", fromIndex, promised);
    }
}
