package io.balsa.simulator.check;

/** 3: term and vote are durable before any message leaves that depends on them. */
final class DurableBeforeTold extends Checker {
    DurableBeforeTold(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        WrittenLog.State durable = node.journal().durable();
        long term = frame.spokenTerm();
        require(term <= durable.term(), node, "speaks in term %d, durable is term %d", term, durable.term());
        if (frame.isVote()) {
            requireVote(node, term, frame.to());
        } else if (frame.isCampaign()) {
            requireVote(node, term, node.id());
        }
    }

    private void requireVote(NodeView node, long term, int grantee) {
        WrittenLog.State durable = node.journal().durable();
        boolean isDurable = durable.term() > term || durable.vote() == grantee;
        require(isDurable, node, "gives its vote to node %d, durable is one for node %d", grantee, durable.vote());
    }
}
