package io.balsa.simulator.check;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.config.RaftConfig;
import java.util.ArrayDeque;
import org.agrona.collections.Long2ObjectHashMap;

/** 22: appends, what is under way to each peer, and what waits for commit stay within their named limits. */
final class WithinLimits extends Checker {
    WithinLimits(ClusterView cluster) {
        super(cluster);
    }

    private static final int MOST_NODES = 1 << 16;

    /** By leader and peer. */
    private final Long2ObjectHashMap<UnderWay> underWay = new Long2ObjectHashMap<>();

    /** Appends with entries that a leader sent one after the other, and that the peer has not acknowledged. */
    private static final class UnderWay {
        private final ArrayDeque<Sent> messages = new ArrayDeque<>();
        private long bytes;
        private int longest;

        record Sent(long term, long lastIndex, int length) {}

        void add(AppendEntriesDecoder append, long acknowledged) {
            Sent newest = messages.peekLast();
            // Another leadership, or one that went back because something was lost: what it had sent counts no more.
            if (newest != null && (newest.term() != append.term() || append.prevLogIndex() < newest.lastIndex())) {
                messages.clear();
            }
            while (!messages.isEmpty() && messages.getFirst().lastIndex() <= acknowledged) {
                messages.removeFirst();
            }
            long last = append.prevLogIndex() + append.entryCount();
            messages.add(new Sent(append.term(), last, PeerFrame.framesLength(append)));
            bytes = 0;
            longest = 0;
            for (Sent message : messages) {
                bytes += message.length();
                longest = Math.max(longest, message.length());
            }
        }
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (!frame.isAppend() || frame.append().entryCount() == 0 || node.node() == null) {
            return;
        }
        AppendEntriesDecoder append = frame.append();
        RaftConfig config = node.node().options().raft();
        int most = config.maxAppendBytes();
        int length = PeerFrame.framesLength(append);
        require(append.entryCount() == 1 || length <= most, node, "sends %d bytes of entries, limit %d", length, most);
        UnderWay sent = underWay.computeIfAbsent((long) node.id() * MOST_NODES + frame.to(), pair -> new UnderWay());
        sent.add(append, cluster.acknowledgements().of(frame.to(), append.term()));
        requireWindow(node, sent, config);
    }

    /**
     * An entry that is longer than the window is under way alone. A probe is none of the window's, and may still be under way when
     * an answer to something else opens that.
     */
    private void requireWindow(NodeView leader, UnderWay sent, RaftConfig config) {
        int messages = sent.messages.size();
        int mostMessages = config.windowMessages() + 1;
        require(messages <= mostMessages, leader, "has %d appends under way, limit %d", messages, mostMessages);
        long mostBytes =
                (long) Math.max(config.windowBytes(), sent.longest) + Math.max(config.maxAppendBytes(), sent.longest);
        require(sent.bytes <= mostBytes, leader, "has %d bytes under way, limit %d", sent.bytes, mostBytes);
    }

    @Override
    void onTurn(NodeView node) {
        boolean appended = node.now().lastIndex() > node.before().lastIndex();
        if (appended && node.stayedLeader() && node.node() != null) {
            RaftConfig config = node.node().options().raft();
            long waiting = bytesWaiting(node);
            long most = config.maxUncommittedBytes();
            require(waiting <= most, node, "holds %d uncommitted bytes, limit %d", waiting, most);
        }
    }

    /** Of commands that the leader itself took in its term. */
    private long bytesWaiting(NodeView leader) {
        Terms log = leader.journal().written().log();
        long bytes = 0;
        for (long index = leader.now().commit() + 1; index <= log.last(); index++) {
            long term = log.termAt(index);
            Ledger.Entry entry = term == leader.now().term() ? cluster.ledger().find(index, term) : null;
            bytes += entry != null && entry.isCommand ? entry.length : 0;
        }
        return bytes;
    }
}
