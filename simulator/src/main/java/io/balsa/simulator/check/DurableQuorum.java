package io.balsa.simulator.check;

import io.balsa.api.Member;
import java.util.List;

/**
 * 10: what a leader commits is durable on a majority of the voters in force, of both halves when joint. Its own disk counts like any
 * other; another member only when it said so in the leader's term, whatever its disk holds.
 */
final class DurableQuorum extends Checker {
    DurableQuorum(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        long commit = node.now().commit();
        if (!node.now().isLeader() || commit == node.before().commit()) {
            return;
        }
        requireMajority(node, node.membership().voters(), commit);
        if (node.membership().isJoint()) {
            requireMajority(node, node.membership().outgoing(), commit);
        }
    }

    private void requireMajority(NodeView leader, List<Member> voters, long index) {
        long term = leader.journal().written().log().termAt(index);
        int have = 0;
        for (int i = 0; i < voters.size(); i++) {
            int id = voters.get(i).id();
            Terms durable = cluster.node(id).journal().durable().log();
            have += durable.termAt(index) == term && hasToldOf(leader, id, index) ? 1 : 0;
        }
        require(2 * have > voters.size(), leader, "commits %d, which is durable on %d voters only", index, have);
    }

    private boolean hasToldOf(NodeView leader, int voter, long index) {
        return voter == leader.id()
                || cluster.acknowledgements().of(voter, leader.now().term()) >= index;
    }
}
