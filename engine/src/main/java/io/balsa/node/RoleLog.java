package io.balsa.node;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.spi.NodeIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log {@code io.balsa.node} what part a node plays and whom it follows, a line each, before an embedder's listener
 * hears of it. On that listener's thread, as a logger may wait for a disk and the loop must not.
 */
public final class RoleLog implements RaftListener {
    private static final System.Logger LOG = System.getLogger("io.balsa.node");

    private final int nodeId;
    private final String name;
    private final RaftListener listener;

    /** @param listener hears everything too */
    public RoleLog(NodeIdentity identity, RaftListener listener) {
        this.nodeId = identity.nodeId();
        this.name = NodeThreads.nameOf(identity);
        this.listener = listener;
    }

    @Override
    public void onRole(RoleName role, long term) {
        LOG.log(System.Logger.Level.INFO, "{0} is {1} in term {2}", name, role, Long.toString(term));
        listener.onRole(role, term);
    }

    @Override
    public void onLeader(int leaderId, long term) {
        if (leaderId == 0) {
            LOG.log(System.Logger.Level.INFO, "{0} is waiting for a leader", name);
        } else if (leaderId != nodeId) {
            String leader = Integer.toString(leaderId);
            LOG.log(System.Logger.Level.INFO, "{0} follows node {1} in term {2}", name, leader, Long.toString(term));
        }
        listener.onLeader(leaderId, term);
    }

    @Override
    public void onMembership(Membership membership) {
        listener.onMembership(membership);
    }

    @Override
    public void onStopped(@Nullable Throwable cause) {
        listener.onStopped(cause);
    }
}
