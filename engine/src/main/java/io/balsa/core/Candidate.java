package io.balsa.core;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.BooleanType;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Asks for votes: first whether it would win (pre-vote, dissertation §9.6), which disturbs nobody, then for real in the
 * next term (Raft §5.2). Only replies to the present round count, and the own vote only when it is durable.
 */
final class Candidate extends Role {
    private final Quorum.Score grants = this::grantOf;
    private VoteKind kind = VoteKind.PRE_VOTE;
    private long campaignId;
    private boolean hasYielded;
    private boolean hasAskedAgain;

    Candidate(RaftState state) {
        super(state);
    }

    Candidate preVote() {
        if (state.roleName() != RoleName.CANDIDATE) {
            state.role(RoleName.CANDIDATE);
        }
        return begin(VoteKind.PRE_VOTE);
    }

    private Candidate vote() {
        state.hardState.enter(state.term() + 1, state.nodeId);
        state.role(RoleName.CANDIDATE);
        return begin(VoteKind.VOTE);
    }

    private Candidate begin(VoteKind round) {
        kind = round;
        campaignId++;
        hasYielded = false;
        hasAskedAgain = false;
        state.leaderId(0);
        state.timer.forgetContact();
        for (Peer peer : state.peers.all()) {
            peer.forgetVote();
        }
        state.resetCampaignTimer();
        return this;
    }

    @Override
    Role onTick() {
        if (!state.timer.isExpired(state.nowNs())) {
            askAgainOnceOld();
            return this;
        }
        return state.mayCampaign() ? preVote() : state.follower.stepDown(0);
    }

    /** Those who refused while they asked themselves yield now. */
    private void askAgainOnceOld() {
        if (kind == VoteKind.PRE_VOTE && !hasAskedAgain && !isYoung()) {
            hasAskedAgain = true;
            for (Peer peer : state.peers.all()) {
                if (peer.hasRefused()) {
                    peer.forgetVote();
                }
            }
        }
    }

    /**
     * Of two that ask at the same time one goes on, or each would vote for itself: who would win already, else the lower id, but
     * nobody who may not hope for the other's vote. And only at the same time: a node that cannot win, because it reaches too
     * few, does not keep another from it for long.
     */
    @Override
    boolean yieldsTo(VoteRequestDecoder request, int from) {
        if (!isYoung() || hasYielded) {
            return true;
        }
        boolean wins = state.quorum().reached(grants) >= 1;
        Peer peer = state.peers.find(from);
        boolean mayGrant = peer != null && !peer.hasRefused() && !state.voter.isAheadOfUs(request);
        return !wins && (from < state.nodeId || !mayGrant);
    }

    @Override
    void onPreVoteGranted() {
        hasYielded |= isYoung();
    }

    private boolean isYoung() {
        return kind == VoteKind.PRE_VOTE && state.timer.isCampaignYoung(state.nowNs());
    }

    @Override
    Role onAppendOfTerm(AppendEntriesDecoder append, int from) {
        return state.follower.stepDown(from).onAppendOfTerm(append, from);
    }

    @Override
    Role onVoteReplyOfTerm(VoteReplyDecoder reply, int from) {
        Peer peer = state.peers.find(from);
        boolean present = reply.campaignId() == campaignId && reply.kind() == kind && reply.term() == soughtTerm();
        if (peer != null && present && reply.granted() == BooleanType.TRUE) {
            peer.onGranted();
        } else if (peer != null && reply.campaignId() == campaignId && reply.kind() == kind) {
            peer.onRefused();
        }
        return this;
    }

    @Override
    Role acknowledge() {
        state.voter.settle();
        ask();
        if (state.quorum().reached(grants) < 1 || hasYielded && isYoung()) {
            return this;
        }
        return kind == VoteKind.PRE_VOTE ? vote() : state.leader.enter();
    }

    private void ask() {
        if (!state.hardState.isDurable()) {
            return;
        }
        for (Peer peer : state.peers.all()) {
            if (!peer.wasAsked() && state.quorum().isVoter(peer.id)) {
                state.outbox
                        .voteRequest()
                        .term(soughtTerm())
                        .campaignId(campaignId)
                        .lastLogIndex(state.log.lastIndex())
                        .lastLogTerm(state.log.lastTerm())
                        .kind(kind);
                if (state.outbox.sendVoteRequest(peer.id)) {
                    peer.onAsked();
                }
            }
        }
    }

    private long soughtTerm() {
        return kind == VoteKind.PRE_VOTE ? state.term() + 1 : state.term();
    }

    private long grantOf(int id) {
        if (id == state.nodeId) {
            return state.hardState.isDurable() ? 1 : 0;
        }
        @Nullable Peer peer = state.peers.find(id);
        return peer != null && peer.hasGranted() ? 1 : 0;
    }
}
