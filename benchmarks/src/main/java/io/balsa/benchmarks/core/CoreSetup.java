package io.balsa.benchmarks.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.config.RaftConfig;
import io.balsa.core.Raft;
import io.balsa.core.RaftObserver;
import io.balsa.core.Setup;
import io.balsa.spi.Journal;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Transport;
import java.util.List;

/** Cores of a group of three over ports of a benchmark. */
final class CoreSetup {
    static final String CLUSTER = "benchmark";
    static final int LEADER = 1;
    static final int FOLLOWER = 2;
    static final long ELECTION_TIMEOUT_NS = 500_000_000;

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private CoreSetup() {}

    static Raft raft(int nodeId, Journal journal, Transport transport) {
        Membership members =
                Membership.of(List.of(new Member(1, "a:1", 1), new Member(2, "b:1", 1), new Member(3, "c:1", 1)));
        // As reference.conf, but for a tail that costs little to build: a benchmark of the follower builds many.
        RaftConfig config = new RaftConfig(
                ELECTION_TIMEOUT_NS,
                50_000_000,
                100_000,
                2_000_000_000,
                256 * KIB,
                64,
                8 * MIB,
                4 * MIB,
                4 * MIB,
                4 * KIB);
        NodeIdentity identity = new NodeIdentity(CLUSTER, 0, nodeId);
        return new Raft(new Setup(identity, members, config, journal, transport, () -> 1, new Unmoved()));
    }

    /** Told everything, interested in nothing. */
    private static final class Unmoved implements RaftObserver {
        @Override
        public void onRole(RoleName role, long term) {}

        @Override
        public void onLeader(int leaderId, long term) {}

        @Override
        public void onMembership(Membership membership) {}

        @Override
        public void onTruncated(long fromIndex) {}

        @Override
        public void onDropped(String why) {
            throw new IllegalStateException("the core dropped a frame of the benchmark: " + why);
        }
    }
}
