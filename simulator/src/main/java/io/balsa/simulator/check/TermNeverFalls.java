package io.balsa.simulator.check;

import io.balsa.spi.Recovered;

/** 3: the term never falls, in memory or on disk. */
final class TermNeverFalls extends Checker {
    TermNeverFalls(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        require(
                node.now().term() >= node.before().term(),
                node,
                "is in term %d after term %d",
                node.now().term(),
                node.before().term());
        long written = node.journal().written().term();
        require(
                node.now().term() >= written,
                node,
                "is in term %d, wrote term %d",
                node.now().term(),
                written);
    }

    @Override
    void onVote(NodeView node, long term, int votedFor) {
        long written = node.journal().written().term();
        require(term >= written, node, "writes term %d after term %d", term, written);
    }

    @Override
    void onStart(NodeView node, Recovered recovered) {
        long durable = node.journal().durable().term();
        require(recovered.term() >= durable, node, "recovers term %d after term %d", recovered.term(), durable);
    }
}
