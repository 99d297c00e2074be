package io.balsa.simulator.check;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.config.RaftConfig;

/** 22: appends and what waits for commit stay within their named limits. */
final class WithinLimits extends Checker {
    WithinLimits(ClusterView cluster) {
        super(cluster);
    }

    @Override
    void onSent(NodeView node, PeerFrame frame) {
        if (frame.isAppend() && node.node() != null) {
            AppendEntriesDecoder append = frame.append();
            int most = node.node().options().raft().maxAppendBytes();
            int length = PeerFrame.framesLength(append);
            require(
                    append.entryCount() <= 1 || length <= most,
                    node,
                    "sends %d bytes of entries, limit %d",
                    length,
                    most);
        }
    }

    @Override
    void onTurn(NodeView node) {
        boolean appended = node.now().lastIndex() > node.before().lastIndex();
        if (appended && node.stayedLeader() && node.node() != null) {
            RaftConfig config = node.node().options().raft();
            long waiting = bytesWaiting(node);
            require(waiting <= config.maxUncommittedBytes(), node, "holds %d uncommitted bytes", waiting, 0);
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
