package io.balsa.simulator.check;

import io.balsa.api.Member;
import java.util.List;

/** 10: what a leader commits is durable on a majority of the voters in force, of both halves when joint; its own disk counts like any other. */
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
            Terms durable = cluster.node(voters.get(i).id()).journal().durable().log();
            have += durable.termAt(index) == term ? 1 : 0;
        }
        require(2 * have > voters.size(), leader, "commits %d, which is durable on %d voters only", index, have);
    }
}
