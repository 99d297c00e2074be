package io.balsa.core;

import io.balsa.api.PeerState;
import io.balsa.api.PeerStatus;
import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Appends, replicates and counts (Raft §5.3, §5.4.2). It counts itself only as far as it is durable itself, so any majority
 * commits, with or without its own disk. It gives up when a majority has been silent for an election timeout (check-quorum,
 * dissertation §6.2), or when its own journal makes no progress.
 */
final class Leader extends Role {
    private final Quorum.Score matches = this::matchOf;
    private final Quorum.Score heard = this::heardAtOf;
    private final Quorum.Score rounds = this::roundOf;
    private final Reads reads = new Reads();
    private final Replicator replicator;
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private long openingIndex;
    private @Nullable Quorum heardQuorum;
    private long quorumHeardNs;
    private long journalProgress;
    private long journalSeenNs;
    private long journalStalledNs;

    Leader(RaftState state) {
        super(state);
        replicator = new Replicator(state, reads);
    }

    /** Begins a leadership with an entry of its own term: a no-op, or the members where the log does not name them yet. */
    Leader enter() {
        state.leaderId(state.nodeId);
        for (Peer peer : state.peers.all()) {
            peer.reset(state.log.lastIndex(), state.nowNs());
        }
        boolean known = state.configurations.isFromLog();
        payload.wrap(known ? new byte[0] : MembershipCodec.encode(state.membership()));
        state.log.origin(0, 0, state.log.clusterTimeMs());
        EntryType type = known ? EntryType.NO_OP : EntryType.CONFIGURATION;
        openingIndex = state.log.append(type, state.term(), payload, 0, payload.capacity());
        if (!known) {
            state.configurations.append(openingIndex, state.membership());
            state.onMembershipChanged();
        }
        journalProgress = state.log.durablePosition();
        journalSeenNs = state.nowNs();
        journalStalledNs = 0;
        state.role(RoleName.LEADER);
        return this;
    }

    /** Index of the entry that opened this leadership. */
    long openingIndex() {
        return openingIndex;
    }

    /** Appends one command. Returns its index, or {@link Raft#BUSY}. */
    long append(DirectBuffer command, int offset, int length) {
        RaftLog log = state.log;
        long commit = state.commitIndex();
        long waiting = log.bytesAfter(commit) + EntryFrame.frameLength(length);
        if (waiting > state.config.maxUncommittedBytes() || !log.hasRoom(length, commit)) {
            return Raft.BUSY;
        }
        return log.append(EntryType.COMMAND, state.term(), command, offset, length);
    }

    @Override
    Role onTick() {
        long nowNs = state.nowNs();
        boolean lostQuorum = hasLostQuorum(nowNs);
        return lostQuorum || isJournalStalled(nowNs) ? state.follower.stepDown(0) : this;
    }

    /** When a majority was heard only rises while the configuration stays: as long as that is not long ago, nobody need count. */
    private boolean hasLostQuorum(long nowNs) {
        Quorum present = state.quorum();
        if (present != heardQuorum || nowNs - quorumHeardNs > state.config.electionTimeoutNs()) {
            heardQuorum = present;
            quorumHeardNs = present.reached(heard);
        }
        return nowNs - quorumHeardNs > state.config.electionTimeoutNs();
    }

    /** Counts the time between turns as far as it is usual: while the whole node stood still, the journal could not report. */
    private boolean isJournalStalled(long nowNs) {
        long durable = state.log.durablePosition();
        if (durable != journalProgress || !state.log.isSyncing()) {
            journalProgress = durable;
            journalStalledNs = 0;
        } else {
            journalStalledNs += Math.min(nowNs - journalSeenNs, state.config.heartbeatIntervalNs());
        }
        journalSeenNs = nowNs;
        return journalStalledNs > state.config.journalStallNs();
    }

    @Override
    Role onAppendOfTerm(AppendEntriesDecoder append, int from) {
        throw new BrokenInvariantException(
                "a term has one leader: an append of term " + append.term() + " from " + from);
    }

    @Override
    Role onAppendReplyOfTerm(AppendReplyDecoder reply, int from) {
        Peer peer = state.peers.find(from);
        long replyTo = reply.requestId();
        if (peer == null || !peer.isPlausible(replyTo) || reply.matchIndex() > state.log.lastIndex()) {
            state.observer.onDropped("reply to no request of this leadership");
            return this;
        }
        peer.onHeard(state.nowNs(), reply.readRound());
        if (peer.isBeforeRewind(replyTo)) {
            return this;
        }
        if (reply.result() == AppendResult.ACCEPTED) {
            peer.onAccepted(reply.matchIndex());
        } else if (reply.result() == AppendResult.CONFLICT) {
            replicator.onConflict(peer, reply);
        }
        return this;
    }

    @Override
    void replicate() {
        replicator.replicate();
        reads.onLeft();
    }

    /** Entries that a peer needed and that had left memory. */
    void onRead(Peer peer, long firstIndex, DirectBuffer frames, int offset, int length) {
        replicator.onRead(peer, firstIndex, frames, offset, length);
    }

    @Override
    void commit() {
        if (state.commitIndex() == state.log.lastIndex()) {
            return;
        }
        long reached = state.quorum().reached(matches);
        // Only an entry of the own term commits by counting, and those before it with it (§5.4.2).
        if (reached > state.commitIndex() && state.log.termAt(reached) == state.term()) {
            state.commitTo(reached);
            replicator.onCommitted();
        }
    }

    List<PeerStatus> peers() {
        List<PeerStatus> peers = new ArrayList<>();
        for (Peer peer : state.peers.all()) {
            PeerState replication = peer.state(state.log.firstIndex());
            peers.add(new PeerStatus(peer.id, replication, peer.matchIndex(), peer.nextIndex()));
        }
        return peers;
    }

    long openRead() {
        return reads.open();
    }

    long confirmedRound() {
        return state.quorum().reached(rounds);
    }

    private long matchOf(int id) {
        Peer peer = id == state.nodeId ? null : state.peers.find(id);
        return peer == null ? state.log.durableIndex() : peer.matchIndex();
    }

    private long heardAtOf(int id) {
        Peer peer = id == state.nodeId ? null : state.peers.find(id);
        return peer == null ? state.nowNs() : peer.heardAtNs();
    }

    private long roundOf(int id) {
        Peer peer = id == state.nodeId ? null : state.peers.find(id);
        return peer == null ? reads.newestRound() : peer.ackedRound();
    }
}
