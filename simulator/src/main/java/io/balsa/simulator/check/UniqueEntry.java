package io.balsa.simulator.check;

import io.balsa.spi.EntryFrame;

/** 6: (term, index) is unique over the whole history, lost tails included; in the journals and in what leaders send, bit for bit. */
final class UniqueEntry extends Checker {
    UniqueEntry(ClusterView cluster) {
        super(cluster);
    }

    private final EntryFrame entry = new EntryFrame();

    @Override
    void onAppend(NodeView node, EntryFrame appended) {
        requireUnique(node, appended);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (!frame.isAppend()) {
            return;
        }
        int at = PeerFrame.framesOffset(frame.append());
        for (int i = 0; i < frame.append().entryCount(); i++) {
            entry.wrap(frame.append().buffer(), at);
            requireUnique(node, entry);
            at += entry.frameLength();
        }
    }

    private void requireUnique(NodeView node, EntryFrame present) {
        Ledger.Entry known = cluster.ledger().find(present.index(), present.term());
        boolean isSame = known == null || known.frame == cluster.ledger().hashOf(present);
        require(isSame, node, "has another entry at index %d of term %d", present.index(), present.term());
    }
}
