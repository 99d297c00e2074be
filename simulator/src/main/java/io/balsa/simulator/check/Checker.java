package io.balsa.simulator.check;

import io.balsa.api.Command;
import io.balsa.simulator.Operation;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.Locale;

/**
 * One line of the list of what must hold at all times. Told of everything as it happens; looks only at what changed. What is
 * told from within a turn comes before the view of the cluster takes it over, what is told after a turn comes after that.
 */
abstract class Checker {
    final ClusterView cluster;

    Checker(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** For reports and for mutants, which say who must catch them. */
    final String name() {
        return getClass().getSimpleName();
    }

    // Within a turn, or between two.

    /** A life begins; the view still shows what the node had written in the life before. */
    void onStart(NodeView node, Recovered recovered) {}

    /** The disk did not allow a life to begin; the node says why. */
    void onRefused(NodeView node) {}

    /** A life ended; nothing happened to the disk yet. */
    void onEnd(NodeView node) {}

    void onAppend(NodeView node, EntryFrame entry) {}

    void onTruncate(NodeView node, long fromIndex) {}

    void onVote(NodeView node, long term, int votedFor) {}

    void onApply(NodeView node, Command command) {}

    // After a turn, in this order.

    /** The node is now what it was not before the turn. */
    void onTurn(NodeView node) {}

    /** The node took a frame in this turn, and lives. */
    void onTaken(NodeView node, PeerFrame frame) {}

    /** The node sent a frame in this turn. */
    void onSent(NodeView node, PeerFrame frame) {}

    /** The turn is over: all frames were told, and the node lives. */
    void onTurnEnd(NodeView node) {}

    /** A client asked for something. */
    void onInvoked(Operation operation) {}

    /** A client was told something, or gave up. */
    void onEnded(Operation operation) {}

    /** To be thrown when what must hold does not. */
    final void require(boolean holds, NodeView node, String what) {
        if (!holds) {
            throw cluster.violation(name(), "node " + node.id() + " " + what);
        }
    }

    /** As {@link #require(boolean, NodeView, String)}, with two numbers that are formatted only when needed. */
    final void require(boolean holds, NodeView node, String format, long first, long second) {
        if (!holds) {
            throw cluster.violation(
                    name(), "node " + node.id() + " " + String.format(Locale.ROOT, format, first, second));
        }
    }
}
