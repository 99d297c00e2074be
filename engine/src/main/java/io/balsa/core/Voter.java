package io.balsa.core;

import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteRequestDecoder;

/**
 * How any node answers a request for its vote (Raft §5.2, §5.4.1), or a pre-vote (dissertation §9.6). Never while a leader
 * is in contact (§4.2.3). A vote waits here until it is durable.
 */
final class Voter {
    private final RaftState state;
    private int owedTo;
    private long owedTerm;
    private long owedCampaign;

    Voter(RaftState state) {
        this.state = state;
    }

    /**
     * Answers a pre-vote. Changes nothing: a grant says what would be, and binds nobody.
     *
     * @param mayYield whether this node does not insist on a campaign of its own
     * @return whether it was granted
     */
    boolean onPreVote(VoteRequestDecoder request, int from, boolean mayYield) {
        boolean granted = mayYield && request.term() > state.term() && isUpToDate(request) && !hearsLeader();
        if (granted || state.hardState.isDurable()) {
            long term = granted ? request.term() : state.term();
            state.outbox.sendVoteReply(from, term, request.campaignId(), VoteKind.PRE_VOTE, granted);
        }
        return granted;
    }

    /** Whether a request for a real vote may move this node to the request's term. */
    boolean mayEnterTermOf(VoteRequestDecoder request) {
        return request.term() > state.term() && !hearsLeader();
    }

    /** The vote that entering the request's term would cast: the candidate's id, or 0. */
    int voteIn(VoteRequestDecoder request, int from) {
        return isUpToDate(request) ? from : 0;
    }

    /** Answers a request for a real vote, in the present term or an older one. Returns whether it was granted. */
    boolean onVote(VoteRequestDecoder request, int from) {
        int votedFor = state.hardState.votedFor();
        boolean granted = request.term() == state.term()
                && (votedFor == from || votedFor == 0 && state.leaderId() == 0 && isUpToDate(request));
        if (granted) {
            state.hardState.vote(from);
            owedTo = from;
            owedTerm = request.term();
            owedCampaign = request.campaignId();
        } else if (state.hardState.isDurable()) {
            state.outbox.sendVoteReply(from, state.term(), request.campaignId(), VoteKind.VOTE, false);
        }
        return granted;
    }

    /** Sends the vote owed, once it is durable. A vote of an older term is owed no more. */
    void settle() {
        if (owedTo == 0 || !state.hardState.isDurable()) {
            return;
        }
        boolean current = owedTerm == state.term() && state.hardState.votedFor() == owedTo;
        if (!current || state.outbox.sendVoteReply(owedTo, owedTerm, owedCampaign, VoteKind.VOTE, true)) {
            owedTo = 0;
        }
    }

    private boolean hearsLeader() {
        return state.leaderId() == state.nodeId || state.timer.hasContact(state.nowNs());
    }

    /** Whether the candidate's log is ahead of ours, so that it will not vote for this node. */
    boolean isAheadOfUs(VoteRequestDecoder request) {
        long lastTerm = state.log.lastTerm();
        return request.lastLogTerm() > lastTerm
                || request.lastLogTerm() == lastTerm && request.lastLogIndex() > state.log.lastIndex();
    }

    private boolean isUpToDate(VoteRequestDecoder request) {
        long lastTerm = state.log.lastTerm();
        return request.lastLogTerm() > lastTerm
                || request.lastLogTerm() == lastTerm && request.lastLogIndex() >= state.log.lastIndex();
    }
}
