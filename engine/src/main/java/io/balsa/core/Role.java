package io.balsa.core;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendReplyDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.VoteKind;
import io.balsa.codec.VoteReplyDecoder;
import io.balsa.codec.VoteRequestDecoder;

/**
 * What a node does in one part (Raft Figure 2, "Rules for Servers"). A handler returns the role that handles the next
 * event; the three are built once and re-entered.
 */
abstract sealed class Role permits Follower, Candidate, Leader {
    final RaftState state;

    Role(RaftState state) {
        this.state = state;
    }

    /** Time has passed. */
    abstract Role onTick();

    /** An append whose term is the present one. */
    abstract Role onAppendOfTerm(AppendEntriesDecoder append, int from);

    /** A reply whose term is the present one. */
    Role onAppendReplyOfTerm(AppendReplyDecoder reply, int from) {
        return this;
    }

    /** A reply that brings no later term. */
    Role onVoteReplyOfTerm(VoteReplyDecoder reply, int from) {
        return this;
    }

    /** Sends what became due, before this turn's write to the journal. */
    void replicate() {}

    /** Sends what had to wait for the journal. */
    Role acknowledge() {
        state.voter.settle();
        return this;
    }

    /** Counts what a majority has. */
    void commit() {}

    final Role onVoteRequest(VoteRequestDecoder request, int from) {
        if (request.kind() == VoteKind.PRE_VOTE) {
            if (state.voter.onPreVote(request, from, yieldsTo(request, from))) {
                onPreVoteGranted();
            }
            return this;
        }
        Role next = this;
        if (state.voter.mayEnterTermOf(request)) {
            next = state.follower.enterTerm(request.term(), state.voter.voteIn(request, from), 0);
        }
        if (state.voter.onVote(request, from)) {
            // Only a vote that was granted buys the candidate time (Raft §5.2).
            state.resetElectionTimer();
        }
        return next;
    }

    /** Whether that node may have a pre-vote, for all that this one wants itself. */
    boolean yieldsTo(VoteRequestDecoder request, int from) {
        return true;
    }

    /** Somebody was told that this node would vote for it. */
    void onPreVoteGranted() {}

    final Role onVoteReply(VoteReplyDecoder reply, int from) {
        boolean preVoteGranted =
                reply.kind() == VoteKind.PRE_VOTE && reply.granted() == io.balsa.codec.BooleanType.TRUE;
        if (reply.term() > state.term() && !preVoteGranted) {
            return state.follower.enterTerm(reply.term(), 0, 0);
        }
        return onVoteReplyOfTerm(reply, from);
    }

    final Role onAppend(AppendEntriesDecoder append, int from) {
        if (append.term() < state.term()) {
            if (state.hardState.isDurable()) {
                state.outbox.appendReply(AppendResult.STALE_TERM, state.term(), append.requestId(), 0);
                state.outbox.sendAppendReply(from);
            }
            return this;
        }
        if (append.term() > state.term()) {
            return state.follower.enterTerm(append.term(), 0, from).onAppendOfTerm(append, from);
        }
        return onAppendOfTerm(append, from);
    }

    final Role onAppendReply(AppendReplyDecoder reply, int from) {
        if (reply.term() > state.term()) {
            return state.follower.enterTerm(reply.term(), 0, 0);
        }
        return reply.term() < state.term() ? this : onAppendReplyOfTerm(reply, from);
    }
}
