package io.balsa.simulator.check;

import io.balsa.simulator.Node;
import io.balsa.simulator.Storage;
import io.balsa.spi.JournalException;
import org.agrona.collections.Long2LongHashMap;

/**
 * 18, 19: a node stops of its disk, or refuses to start from it, only when something went wrong with that disk: an operation that failed
 * in that life, no room, or bytes that are not what was written. Otherwise fail-stop would hide every other mistake.
 */
final class StopsOnlyOnFaults extends Checker {
    StopsOnlyOnFaults(ClusterView cluster) {
        super(cluster);
    }

    private static final int NONE = -1;

    /** Faults that had hit a node's disk when its last life ended, or did not begin. */
    private final Long2LongHashMap known = new Long2LongHashMap(NONE);

    @Override
    void onRefused(NodeView node) {
        requireFault(node, "refuses to start");
    }

    @Override
    void onEnd(NodeView node) {
        requireFault(node, "stops");
    }

    private void requireFault(NodeView view, String what) {
        Node node = view.node();
        if (node == null) {
            return;
        }
        Storage storage = node.storage();
        boolean hadFault = storage.isDamaged() || storage.faultsInjected() > Math.max(0, known.get(view.id()));
        known.put(view.id(), storage.faultsInjected());
        if (node.failure() instanceof JournalException failure && !hadFault) {
            require(false, view, what + " although its disk is well: " + failure.getMessage());
        }
    }
}
