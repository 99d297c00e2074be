package io.balsa.simulator.check;

import io.balsa.api.Member;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/** 1, 16: a leader has the votes of a majority of the voters in force, of both halves when joint. */
final class MajorityElects extends Checker {
    MajorityElects(ClusterView cluster) {
        super(cluster);
    }

    private static final int MOST_NODES = 1 << 16;

    /** Whom a node told that it votes for it in a term, by term and node. */
    private final Long2LongHashMap told = new Long2LongHashMap(0);

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (frame.isVote()) {
            told.put(key(frame.voteReply().term(), node.id()), frame.to());
        }
    }

    @Override
    void onTurn(NodeView node) {
        if (node.becameLeader()) {
            requireMajority(node, node.membership().voters());
            if (node.membership().isJoint()) {
                requireMajority(node, node.membership().outgoing());
            }
        }
    }

    private void requireMajority(NodeView leader, List<Member> voters) {
        int votes = 0;
        for (Member voter : voters) {
            boolean isOwn = voter.id() == leader.id() && leader.now().votedFor() == leader.id();
            votes += isOwn || told.get(key(leader.now().term(), voter.id())) == leader.id() ? 1 : 0;
        }
        require(
                2 * votes > voters.size(),
                leader,
                "leads in term %d with %d votes",
                leader.now().term(),
                votes);
    }

    private static long key(long term, int node) {
        return term * MOST_NODES + node;
    }
}
