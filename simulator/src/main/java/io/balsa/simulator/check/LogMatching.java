package io.balsa.simulator.check;

import io.balsa.spi.EntryFrame;

/** 5: equal (index, term) means equal prefix; in the journals and in what leaders send. */
final class LogMatching extends Checker {
    LogMatching(ClusterView cluster) {
        super(cluster);
    }

    private final EntryFrame entry = new EntryFrame();

    @Override
    void onAppend(NodeView node, EntryFrame appended) {
        Terms log = node.journal().written().log();
        require(appended.index() == log.last() + 1, node, "writes index %d after %d", appended.index(), log.last());
        Ledger.Entry known = cluster.ledger().find(appended.index(), appended.term());
        if (known != null) {
            requirePrefix(node, known, log.termAt(appended.index() - 1));
        }
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (!frame.isAppend() || frame.append().entryCount() == 0) {
            return;
        }
        int at = PeerFrame.framesOffset(frame.append());
        long previousTerm = frame.append().prevLogTerm();
        for (int i = 0; i < frame.append().entryCount(); i++) {
            entry.wrap(frame.append().buffer(), at);
            Ledger.Entry known = cluster.ledger().find(entry.index(), entry.term());
            if (known != null) {
                requirePrefix(node, known, previousTerm);
            }
            previousTerm = entry.term();
            at += entry.frameLength();
        }
    }

    private void requirePrefix(NodeView node, Ledger.Entry known, long previousTerm) {
        require(
                known.previousTerm == previousTerm,
                node,
                "has term %d before an entry that elsewhere follows term %d",
                previousTerm,
                known.previousTerm);
    }
}
