package io.balsa.core;

import io.balsa.api.Membership;
import io.balsa.api.PeerStatus;
import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import io.balsa.spi.EntryFrame;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One member of a Raft group, as a function of events (Ongaro and Ousterhout, "In Search of an Understandable Consensus
 * Algorithm", extended version; "§" alone means a section of it, "dissertation §" one of Ongaro's dissertation).
 *
 * <p>Every method is called by the loop thread. In one turn: {@link #onTime}, any {@link #onMessage}, {@link #onTick}, any {@link #append},
 * then {@link #replicate}, {@link #persist}, {@link #onDurable}, {@link #acknowledge}, {@link #commit}, in this order.
 * A {@link BrokenInvariantException} or a {@link io.balsa.spi.JournalException} from any of them ends the node: it must not
 * be called again.
 */
public final class Raft {
    /** {@link #append} refused: this node is not the leader. */
    public static final long NOT_LEADER = -1;
    /** {@link #append} refused: too much waits for commit. */
    public static final long BUSY = -2;

    private final RaftState state;
    private final Invariants invariants;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final VoteRequestDecoder voteRequest = new VoteRequestDecoder();
    private final VoteReplyDecoder voteReply = new VoteReplyDecoder();
    private final AppendEntriesDecoder append = new AppendEntriesDecoder();
    private final AppendReplyDecoder appendReply = new AppendReplyDecoder();
    private Role role;
    private boolean started;

    public Raft(Setup setup) {
        state = new RaftState(setup);
        invariants = new Invariants(state);
        role = state.follower;
    }

    /** A turn begins. What is heard in it is heard now. {@code nowNs}: of a monotonic clock, never falling. */
    public void onTime(long nowNs) {
        state.nowNs(nowNs);
    }

    /**
     * Looks at the timers, after this turn's messages were heard: a node that stood still for a while listens to its leader
     * before it takes the silence for a death.
     */
    public void onTick(long nowNs) {
        state.nowNs(nowNs);
        if (!started) {
            started = true;
            state.resetElectionTimer();
        }
        role = role.onTick();
    }

    /** A frame of template VoteRequest, VoteReply, AppendEntries or AppendReply from a member. Its envelope fits this node. */
    public void onMessage(DirectBuffer frame, int offset, int length) {
        header.wrap(frame, offset);
        int from = header.sender();
        if (from < 1 || from == state.nodeId || !FrameCheck.isWhole(header, length)) {
            state.observer.onDropped("damaged or foreign frame");
        } else if (!handle(frame, offset, length, from)) {
            state.observer.onDropped("damaged message");
        }
    }

    /** Returns false when what the message says cannot be; then nothing of it was used. */
    private boolean handle(DirectBuffer frame, int offset, int length, int from) {
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case AppendEntriesDecoder.TEMPLATE_ID -> {
                append.wrap(frame, body, block, version);
                return onAppend(offset + length, from);
            }
            case AppendReplyDecoder.TEMPLATE_ID -> {
                return onAppendReply(appendReply.wrap(frame, body, block, version), from);
            }
            case VoteRequestDecoder.TEMPLATE_ID -> {
                return onVoteRequest(voteRequest.wrap(frame, body, block, version), from);
            }
            default -> {
                return onVoteReply(voteReply.wrap(frame, body, block, version), from);
            }
        }
    }

    private boolean onAppend(int limit, int from) {
        boolean sound = state.incoming.isSound(append, limit);
        role = sound ? role.onAppend(append, from) : role;
        return sound;
    }

    private boolean onAppendReply(AppendReplyDecoder reply, int from) {
        boolean sound = FrameCheck.isSound(reply);
        role = sound ? role.onAppendReply(reply, from) : role;
        return sound;
    }

    private boolean onVoteRequest(VoteRequestDecoder request, int from) {
        boolean sound = FrameCheck.isSound(request);
        role = sound ? role.onVoteRequest(request, from) : role;
        return sound;
    }

    private boolean onVoteReply(VoteReplyDecoder reply, int from) {
        boolean sound = FrameCheck.isSound(reply);
        role = sound ? role.onVoteReply(reply, from) : role;
        return sound;
    }

    /**
     * Appends one command, when this node is the leader.
     *
     * @param payload copied before this returns
     * @return its index, or {@link #NOT_LEADER}, or {@link #BUSY}: then it certainly was not appended
     */
    public long append(long session, long sequence, long clusterTimeMs, DirectBuffer payload, int offset, int length) {
        if (role != state.leader) {
            return NOT_LEADER;
        }
        state.log.origin(session, sequence, clusterTimeMs);
        return state.leader.append(payload, offset, length);
    }

    /** Leader: sends to each peer what its window admits, heartbeats, and rounds of reads. */
    public void replicate() {
        role.replicate();
    }

    /** Writes this turn's entries to the journal. Returns the bytes written. */
    public int persist() {
        int written = state.log.persist();
        if (written > 0) {
            state.log.flush();
        }
        return written;
    }

    /** The journal is durable up to {@code position}. */
    public void onDurable(long position) {
        state.log.onDurable(position);
    }

    /** Entries that were asked of the journal for the peer {@code token}. The buffer is not kept. */
    public void onRead(long token, long firstIndex, DirectBuffer frames, int offset, int length) {
        Peer peer = state.peers.find((int) token);
        if (peer != null) {
            peer.readingCold(false);
            if (role == state.leader) {
                state.leader.onRead(peer, firstIndex, frames, offset, length);
            }
        }
    }

    /** Says to others what had to be durable before. */
    public void acknowledge() {
        role = role.acknowledge();
    }

    /** Leader: counts; then whatever can be checked is. */
    public void commit() {
        role.commit();
        invariants.check();
    }

    /**
     * The round of confirmation that a read arriving now waits for; -1 when this node is not the leader. Together with
     * {@link #readIndex} it is worth something in this term only: in a later leadership the round would be confirmed, and the
     * index old.
     */
    public long openRead() {
        return role == state.leader ? state.leader.openRead() : -1;
    }

    /** What has to be applied before a read arriving now may be answered; waits for a commit of the leader's own term. */
    public long readIndex() {
        return Math.max(state.commitIndex(), state.leader.openingIndex());
    }

    /** Rounds up to this one are confirmed; -1 when this node is not the leader. */
    public long confirmedRound() {
        return role == state.leader ? state.leader.confirmedRound() : -1;
    }

    /** Looks at an entry that is still in memory; false when it is not, or not in the log. */
    public boolean entryAt(long index, EntryFrame view) {
        return state.log.entryAt(index, view);
    }

    public RoleName role() {
        return state.roleName();
    }

    public long term() {
        return state.term();
    }

    /** 0 for nobody. */
    public int votedFor() {
        return state.hardState.votedFor();
    }

    /** 0 for nobody. */
    public int leaderId() {
        return state.leaderId();
    }

    public long commitIndex() {
        return state.commitIndex();
    }

    public long durableIndex() {
        return state.log.durableIndex();
    }

    public long firstIndex() {
        return state.log.firstIndex();
    }

    public long lastIndex() {
        return state.log.lastIndex();
    }

    /** Term of an index from {@code firstIndex() - 1} to {@code lastIndex()}. */
    public long termAt(long index) {
        return state.log.termAt(index);
    }

    /** What a leader knows of the others; empty on any other node. */
    public List<PeerStatus> peers() {
        return role == state.leader ? state.leader.peers() : List.of();
    }

    /** What this node knows of another member; null when it is none. */
    public @Nullable PeerView peer(int id) {
        return state.peers.find(id);
    }

    /** Last index that the present leader has verified here; 0 for none, and on a leader. */
    public long verifiedIndex() {
        return role == state.follower ? state.follower.verifiedIndex() : 0;
    }

    public Membership membership() {
        return state.membership();
    }

    /** Writes the header of the frames that the node sends on its own account; learns what others say of themselves. */
    public Envelope envelope() {
        return state.outbox.envelope();
    }
}
