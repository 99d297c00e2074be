package io.balsa.simulator.check;

import org.agrona.collections.Long2LongHashMap;

/** 2: per node and term at most one grantee, across crashes. */
final class VoteOnce extends Checker {
    VoteOnce(ClusterView cluster) {
        super(cluster);
    }

    private static final int NOBODY = 0;
    private static final int MOST_NODES = 1 << 16;

    /** Whom a node told somebody that it votes for, by node and term. */
    private final Long2LongHashMap told = new Long2LongHashMap(NOBODY);

    @Override
    void onVote(NodeView node, long term, int votedFor) {
        WrittenLog.State written = node.journal().written();
        boolean isSame = term != written.term() || written.vote() == NOBODY || written.vote() == votedFor;
        require(isSame, node, "votes for node %d, and did for node %d in that term", votedFor, written.vote());
    }

    /** Memory and disk agree: a vote that is forgotten is given again. */
    @Override
    void onTurn(NodeView node) {
        WrittenLog.State written = node.journal().written();
        boolean isKept = node.now().votedFor() == written.vote() && node.now().term() == written.term();
        require(
                isKept,
                node,
                "holds a vote for node %d, and wrote one for node %d",
                node.now().votedFor(),
                written.vote());
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (frame.isVote()) {
            tell(node, frame.voteReply().term(), frame.to());
        } else if (frame.isCampaign()) {
            tell(node, frame.voteRequest().term(), node.id());
        }
    }

    private void tell(NodeView node, long term, int grantee) {
        long before = told.put(term * MOST_NODES + node.id(), grantee);
        require(
                before == NOBODY || before == grantee,
                node,
                "gave its vote to node %d and to node %d",
                before,
                grantee);
    }
}
