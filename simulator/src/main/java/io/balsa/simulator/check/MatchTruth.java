package io.balsa.simulator.check;

import io.balsa.api.PeerStatus;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/** 12: matchIndex never falls within a leadership, and never exceeds what the peer acknowledged in that term. */
final class MatchTruth extends Checker {
    MatchTruth(ClusterView cluster) {
        super(cluster);
    }

    private static final int MOST_NODES = 1 << 16;
    private static final int NONE = -1;
    /** What a leader held for acknowledged last, by term and node. */
    private final Long2LongHashMap matched = new Long2LongHashMap(NONE);

    private boolean wasToldSomething;

    @Override
    void onTaken(NodeView node, PeerFrame frame) {
        wasToldSomething |= frame.isAppendReply();
    }

    @Override
    void onTurnEnd(NodeView node) {
        boolean mayHaveMoved = wasToldSomething || node.becameLeader();
        wasToldSomething = false;
        if (mayHaveMoved && node.now().isLeader() && node.node() != null) {
            requireTrue(node, node.node().peers());
        }
    }

    private void requireTrue(NodeView leader, List<PeerStatus> peers) {
        for (int i = 0; i < peers.size(); i++) {
            requireTrue(leader, peers.get(i).nodeId(), peers.get(i).matchIndex());
        }
    }

    private void requireTrue(NodeView leader, int peer, long match) {
        long term = leader.now().term();
        long before = matched.put(term * MOST_NODES + peer, match);
        require(match >= before, leader, "takes %d for acknowledged after %d", match, before);
        long told = cluster.acknowledgements().of(peer, term);
        require(match <= told, leader, "takes %d for acknowledged, was told %d", match, told);
    }
}
