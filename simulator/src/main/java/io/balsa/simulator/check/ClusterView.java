package io.balsa.simulator.check;

import io.balsa.api.Membership;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.simulator.Node;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** What the checkers share: every node as it is now, and what the whole cluster ever wrote, led and committed. */
final class ClusterView {
    private final Int2ObjectHashMap<NodeView> byId = new Int2ObjectHashMap<>();
    private final List<NodeView> nodes = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Committed committed = new Committed();
    private final Leaderships leaderships = new Leaderships();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final Supplier<String> where;

    /** {@code where}: seed, step and time, for messages. */
    ClusterView(Supplier<String> where) {
        this.where = where;
    }

    NodeView add(int id, @Nullable Node node, Membership initial) {
        NodeView view = new NodeView(id, node, initial);
        byId.put(id, view);
        nodes.add(view);
        return view;
    }

    List<NodeView> nodes() {
        return nodes;
    }

    /** @throws IllegalArgumentException when there is none */
    NodeView node(int id) {
        NodeView view = byId.get(id);
        if (view == null) {
            throw new IllegalArgumentException("there is no node " + id);
        }
        return view;
    }

    Ledger ledger() {
        return ledger;
    }

    Committed committed() {
        return committed;
    }

    Leaderships leaderships() {
        return leaderships;
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    Violation violation(String checker, String text) {
        return new Violation(checker, text, where.get());
    }

    // What happens.

    void started(NodeView node, Recovered recovered) {
        node.journal().restart(recovered);
        node.restart(recovered.firstIndex());
    }

    void appended(NodeView node, EntryFrame entry, long position) {
        if (ledger.find(entry.index(), entry.term()) == null) {
            ledger.add(entry, node.journal().written().log().termAt(entry.index() - 1));
        }
        node.journal().append(entry.term(), entry.index(), position);
    }

    void sent(NodeView node, PeerFrame frame) {
        if (frame.isAcknowledgement()) {
            AppendReplyDecoder reply = frame.appendReply();
            acknowledgements.add(node.id(), reply.term(), reply.matchIndex());
        }
    }

    void turned(NodeView node, NodeView.Seen seen, Membership inForce) {
        node.turned(seen, inForce);
        Terms log = node.journal().written().log();
        if (node.becameLeader()) {
            leaderships.add(node.id(), seen.term(), log);
        }
        for (long index = committed.last() + 1; index <= seen.commit(); index++) {
            committed.add(log.termAt(index), seen.term());
        }
    }
}
