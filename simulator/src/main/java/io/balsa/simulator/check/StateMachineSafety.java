package io.balsa.simulator.check;

import io.balsa.api.Command;
import io.balsa.spi.EntryFrame;

/** 8: one command per index; applied in order, no gap, no repeat within a life. */
final class StateMachineSafety extends Checker {
    StateMachineSafety(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onApply(NodeView node, Command command) {
        long index = command.index();
        requireNoGap(node, index - 1);
        require(index > node.appliedByMachine(), node, "applies %d after %d", index, node.appliedByMachine());
        Terms log = node.journal().written().log();
        require(log.termAt(index) == command.term(), node, "applies %d of term %d, not its own", index, command.term());
        Ledger.Entry known = cluster.ledger().find(index, command.term());
        boolean isKnown = known != null
                && (!(command instanceof EntryFrame frame) || cluster.ledger().hashOf(frame) == known.frame);
        require(isKnown, node, "applies %d of term %d, which was never written so", index, command.term());
        long committed = cluster.committed().termAt(index);
        boolean isCommitted = committed == 0 || committed == command.term();
        require(isCommitted, node, "applies %d, which was committed with term %d", index, committed);
    }

    @Override
    void onTurn(NodeView node) {
        requireNoGap(node, node.now().applied());
    }

    /** Only commands reach the state machine. */
    private void requireNoGap(NodeView node, long upTo) {
        Terms log = node.journal().written().log();
        for (long index = node.appliedByMachine() + 1; index <= upTo; index++) {
            Ledger.Entry entry = cluster.ledger().find(index, log.termAt(index));
            boolean isCommand = entry != null && entry.isCommand;
            require(!isCommand, node, "skips the command at %d on its way to %d", index, upTo);
        }
    }
}
