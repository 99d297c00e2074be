package io.balsa.core;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendResult;
import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;

/**
 * Takes the leader's entries over, and says so once they are durable (Raft §5.2, §5.3).
 *
 * <p>An append is answered at the end of the turn at the earliest: one acceptance speaks for all that the turn brought, and
 * says only what is both verified against this leader's log and durable here; of refusals the last is told.
 */
final class Follower extends Role {
    private long verifiedIndex;
    private long acknowledgedIndex;
    private boolean replyOwed;
    private boolean replyUrgent;
    private long requestId;
    private long readRound;
    private long refusedRequestId;
    private long refusedIndex;
    private long refusedRound;

    Follower(RaftState state) {
        super(state);
    }

    /**
     * Enters a later term.
     *
     * @param vote   cast in it at once, or 0: term and vote are written together
     * @param leader of it when known, or 0
     */
    Follower enterTerm(long term, int vote, int leader) {
        state.hardState.enter(term, vote);
        state.timer.forgetContact();
        return become(leader);
    }

    /** Follows, or waits, in the present term. The vote stays as it is. */
    Follower stepDown(int leader) {
        return become(leader);
    }

    private Follower become(int leader) {
        verifiedIndex = 0;
        acknowledgedIndex = 0;
        replyOwed = false;
        requestId = 0;
        readRound = 0;
        refusedRequestId = 0;
        state.leaderId(leader);
        if (state.roleName() == RoleName.LEADER) {
            // It had no timer. A candidate keeps its own: a later term alone buys nobody time.
            state.resetElectionTimer();
        }
        if (state.roleName() != RoleName.FOLLOWER) {
            state.role(RoleName.FOLLOWER);
        }
        return this;
    }

    @Override
    Role onTick() {
        if (state.timer.isLeaderSilent(state.nowNs())) {
            loseLeader();
        }
        if (!state.timer.isExpired(state.nowNs())) {
            return this;
        }
        loseLeader();
        if (state.mayCampaign()) {
            return state.candidate.preVote();
        }
        state.resetElectionTimer();
        return this;
    }

    /** Nobody is left to follow, nor to whom a reply is owed. */
    private void loseLeader() {
        state.leaderId(0);
        replyOwed = false;
        refusedRequestId = 0;
    }

    @Override
    Role onAppendOfTerm(AppendEntriesDecoder append, int from) {
        Check.that(state.leaderId() == 0 || state.leaderId() == from, "a term has one leader", state.leaderId(), from);
        state.leaderId(from);
        state.timer.onContact(state.nowNs());
        state.resetElectionTimer();
        long prevIndex = append.prevLogIndex();
        if (agreesAt(prevIndex, append.prevLogTerm())) {
            take(append, prevIndex);
        } else {
            refusedRequestId = append.requestId();
            refusedIndex = prevIndex;
            refusedRound = append.readRound();
        }
        return this;
    }

    /** The consistency check of §5.3. What was purged was committed, and so agrees. */
    private boolean agreesAt(long prevIndex, long prevTerm) {
        RaftLog log = state.log;
        if (prevIndex < log.firstIndex() - 1) {
            return true;
        }
        return prevIndex <= log.lastIndex() && log.termAt(prevIndex) == prevTerm;
    }

    private void take(AppendEntriesDecoder append, long prevIndex) {
        EntryFrame entry = state.incoming.first();
        while (entry != null) {
            take(entry);
            entry = state.incoming.next(entry);
        }
        long lastVerified = prevIndex + append.entryCount();
        verifiedIndex = Math.max(verifiedIndex, lastVerified);
        state.commitTo(Math.min(append.leaderCommit(), lastVerified));
        requestId = Math.max(requestId, append.requestId());
        readRound = Math.max(readRound, append.readRound());
        replyOwed = true;
        replyUrgent |= append.entryCount() == 0;
        if (verifiedIndex >= refusedIndex) {
            refusedRequestId = 0;
        }
    }

    /** Steps 3 and 4 of AppendEntries in Figure 2: an entry that is here already changes nothing. */
    private void take(EntryFrame entry) {
        RaftLog log = state.log;
        long index = entry.index();
        if (index <= log.lastIndex()) {
            if (index < log.firstIndex() || log.termAt(index) == entry.term()) {
                return;
            }
            truncateFrom(index);
        }
        log.appendFrame(entry);
        if (entry.type() == EntryType.CONFIGURATION) {
            state.configurations.append(index, MembershipCodec.decode(entry.buffer(), entry.offset()));
            state.onMembershipChanged();
        }
    }

    private void truncateFrom(long index) {
        Check.that(index > state.commitIndex(), "what is committed is never removed", index, state.commitIndex());
        Check.that(index > verifiedIndex, "what this leader verified stays", index, verifiedIndex);
        state.log.truncateFrom(index);
        state.observer.onTruncated(index);
        if (state.configurations.truncateFrom(index)) {
            state.onMembershipChanged();
        }
    }

    @Override
    Role acknowledge() {
        state.voter.settle();
        if (state.hardState.isDurable()) {
            // What is accepted first: a refusal voids what was sent before it.
            if (replyOwed) {
                accept();
            }
            if (refusedRequestId != 0) {
                refuse();
            }
        }
        return this;
    }

    /** Tells the leader where to look next: the run of terms that holds the conflict, as §5.3 suggests. */
    private void refuse() {
        RaftLog log = state.log;
        boolean missing = refusedIndex > log.lastIndex();
        long term = missing ? 0 : log.termAt(refusedIndex);
        long index =
                missing ? log.lastIndex() + 1 : Math.max(log.terms().runStart(refusedIndex), state.commitIndex() + 1);
        state.outbox
                .appendReply(AppendResult.CONFLICT, state.term(), refusedRequestId, refusedRound)
                .conflictTerm(term)
                .conflictIndex(index)
                .rejectedIndex(refusedIndex);
        if (state.outbox.sendAppendReply(state.leaderId())) {
            refusedRequestId = 0;
        }
    }

    private void accept() {
        long match = Math.min(verifiedIndex, state.log.durableIndex());
        if (replyUrgent || match > acknowledgedIndex || match == verifiedIndex) {
            reply(match);
        }
    }

    private void reply(long match) {
        state.outbox
                .appendReply(AppendResult.ACCEPTED, state.term(), requestId, readRound)
                .matchIndex(match);
        if (state.outbox.sendAppendReply(state.leaderId())) {
            acknowledgedIndex = match;
            replyUrgent = false;
            replyOwed = match < verifiedIndex;
        }
    }

    /** Last index verified by the present leader. */
    long verifiedIndex() {
        return verifiedIndex;
    }
}
