package io.balsa.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.config.RaftConfig;
import io.balsa.spi.Recovered;

/**
 * What all roles share: the state of Raft Figure 2 that outlives a change of role, and the parts that act on it. Owned by
 * the loop thread.
 */
final class RaftState {
    final int nodeId;
    final RaftConfig config;
    final RaftLog log;
    final HardState hardState;
    final Configurations configurations;
    final Peers peers;
    final ElectionTimer timer;
    final Outbox outbox;
    final AppendBatch incoming;
    final Voter voter;
    final RaftObserver observer;
    final Follower follower;
    final Candidate candidate;
    final Leader leader;

    private final Setup setup;
    private long nowNs;
    private long commitIndex;
    private int leaderId;
    private long leaderTerm;
    private int stepsBelowHighestPriority;
    private RoleName roleName = RoleName.FOLLOWER;

    RaftState(Setup setup) {
        Recovered recovered = setup.journal().recovered();
        this.setup = setup;
        nodeId = setup.identity().nodeId();
        config = setup.config();
        observer = setup.observer();
        log = new RaftLog(setup.journal(), config);
        hardState = new HardState(log, recovered.term(), recovered.votedFor());
        configurations = new Configurations(setup.initialMembers(), recovered);
        peers = new Peers(nodeId, config.windowMessages(), config.windowBytes());
        timer = new ElectionTimer(config.electionTimeoutNs(), setup.random());
        outbox = new Outbox(setup.transport(), new Envelope(setup.identity(), recovered.incarnation()));
        incoming = new AppendBatch(log.tail().buffer());
        commitIndex = log.firstIndex() - 1;
        voter = new Voter(this);
        follower = new Follower(this);
        candidate = new Candidate(this);
        leader = new Leader(this);
        onMembershipChanged();
    }

    long nowNs() {
        return nowNs;
    }

    void nowNs(long now) {
        nowNs = now;
    }

    long term() {
        return hardState.term();
    }

    long commitIndex() {
        return commitIndex;
    }

    /** Raises the commit index; it never falls. */
    void commitTo(long index) {
        Check.that(index <= log.lastIndex(), "commit stays within the log", index, log.lastIndex());
        commitIndex = Math.max(commitIndex, index);
    }

    int leaderId() {
        return leaderId;
    }

    void leaderId(int id) {
        if (leaderId != id || id != 0 && leaderTerm != term()) {
            leaderId = id;
            leaderTerm = term();
            observer.onLeader(id, term());
        }
    }

    void role(RoleName name) {
        roleName = name;
        observer.onRole(name, term());
    }

    RoleName roleName() {
        return roleName;
    }

    Membership membership() {
        return configurations.membership();
    }

    Quorum quorum() {
        return configurations.quorum();
    }

    /** Whether this node may try to become leader. Every voter may: it can be the only one left that has what was committed. */
    boolean mayCampaign() {
        return quorum().isVoter(nodeId);
    }

    void resetElectionTimer() {
        timer.reset(nowNs, stepsBelowHighestPriority);
    }

    void resetCampaignTimer() {
        timer.resetForNextCampaign(nowNs, stepsBelowHighestPriority);
    }

    /** A configuration was appended or came back by truncation. */
    void onMembershipChanged() {
        stepsBelowHighestPriority = stepsBelowHighestPriority();
        peers.update(membership(), log.lastIndex(), nowNs);
        setup.transport().connect(membership());
        observer.onMembership(membership());
    }

    /** Of those who may lead: each append restarts the timer, so this is worked out once for each configuration. */
    private int stepsBelowHighestPriority() {
        Member self = membership().find(nodeId);
        int own = self == null ? 0 : self.priority();
        if (own == 0) {
            return ElectionTimer.LAST_RESORT;
        }
        int highest = own;
        for (Member voter : membership().voters()) {
            highest = Math.max(highest, voter.priority());
        }
        return highest - own;
    }
}
