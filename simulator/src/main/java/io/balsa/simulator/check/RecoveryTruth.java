package io.balsa.simulator.check;

import io.balsa.simulator.Node;
import io.balsa.spi.JournalException;
import io.balsa.spi.Recovered;
import java.util.List;

/** 18: what a node finds after a crash is what was durable, and of the later writes those up to some point; the same each time. */
final class RecoveryTruth extends Checker {
    /** A rehearsal reads a whole disk: too much for each crash. */
    private static final int ENDS_BETWEEN_REHEARSALS = 2;

    private int ends;

    RecoveryTruth(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onStart(NodeView node, Recovered recovered) {
        requireTrue(node, recovered, "");
    }

    @Override
    void onEnd(NodeView node) {
        Node ended = node.node();
        if (ended == null || ended.storage().isDamaged() || ends++ % ENDS_BETWEEN_REHEARSALS != 0) {
            return;
        }
        try {
            List<Recovered> lives = ended.rehearseRecovery(2);
            Recovered once = lives.getFirst();
            Recovered twice = lives.getLast();
            requireTrue(node, once, "would, ");
            require(isSame(once, twice), node, "would recover " + once + " and then " + twice);
        } catch (JournalException e) {
            throw cluster.violation(name(), "node " + node.id() + " could not recover: " + e.getMessage());
        }
    }

    private void requireTrue(NodeView node, Recovered recovered, String would) {
        WrittenLog journal = node.journal();
        boolean isTrue = journal.mayBecome(recovered) || hasFailed(node) && journal.mayExceed(recovered);
        if (!isTrue) {
            throw cluster.violation(
                    name(), "node " + node.id() + " " + would + "recovers " + recovered + ", wrote " + journal);
        }
    }

    private static boolean hasFailed(NodeView node) {
        return node.node() != null && node.failsBy(node.node().storage().failedWrites());
    }

    /** Equal but for what counts the lives and the bytes. */
    private static boolean isSame(Recovered one, Recovered other) {
        return one.term() == other.term()
                && one.votedFor() == other.votedFor()
                && one.firstIndex() == other.firstIndex()
                && one.lastIndex() == other.lastIndex()
                && one.clusterTimeMs() == other.clusterTimeMs()
                && one.runs().equals(other.runs())
                && one.configurations().size() == other.configurations().size();
    }
}
