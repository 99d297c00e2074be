package io.balsa.simulator.check;

import io.balsa.simulator.Operation;
import org.agrona.concurrent.UnsafeBuffer;

/** 9: once any node reported an index committed with a term, there is no other term at that index; what was acknowledged to a client is there. */
final class CommittedStays extends Checker {
    CommittedStays(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onTurn(NodeView node) {
        Terms log = node.journal().written().log();
        Committed committed = cluster.committed();
        for (long index = node.before().commit() + 1; index <= node.now().commit(); index++) {
            boolean isSame = log.termAt(index) == committed.termAt(index);
            require(isSame, node, "commits %d, which was committed with term %d", index, committed.termAt(index));
        }
    }

    @Override
    void onEnded(Operation operation) {
        if (operation.kind() != Operation.Kind.COMMAND || !operation.isApplied()) {
            return;
        }
        long index = FreshReads.indexOf(operation);
        Ledger.Entry entry = cluster.ledger().find(index, cluster.committed().termAt(index));
        UnsafeBuffer payload = new UnsafeBuffer(operation.payload());
        int expected = cluster.ledger().hashOf(payload, 0, payload.capacity());
        if (entry == null || entry.payload != expected) {
            throw cluster.violation(name(), operation + " was acknowledged at index " + index + " where it is not");
        }
    }
}
