package io.balsa.node;

import io.balsa.api.RoleName;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.core.Raft;
import io.balsa.spi.Transport;

/**
 * What the parts of one loop share.
 *
 * @param session  of this node's own calls in the log; from chance, one for each life
 */
record Context(
        Raft raft,
        Transport transport,
        Links links,
        LimitsConfig limits,
        RaftConfig raftConfig,
        LoopClock clock,
        Counters counters,
        long session) {
    /** The leader as known here, or 0. */
    int leaderId() {
        return raft.leaderId();
    }

    /** Whether this node leads. */
    boolean isLeader() {
        return raft.role() == RoleName.LEADER;
    }
}
