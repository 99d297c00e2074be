package io.balsa.core;

/**
 * Term and vote (Raft Figure 2, "persistent state"): written together, once, and durable before any message leaves that
 * depends on them.
 */
final class HardState {
    private final RaftLog log;
    private long term;
    private int votedFor;
    private long position;

    HardState(RaftLog log, long term, int votedFor) {
        this.log = log;
        this.term = term;
        this.votedFor = votedFor;
        this.position = log.durablePosition();
    }

    long term() {
        return term;
    }

    /** Whom this node voted for in the present term; 0 for nobody. */
    int votedFor() {
        return votedFor;
    }

    /** Whether messages that speak in the present term, or of its vote, may leave. */
    boolean isDurable() {
        return log.durablePosition() >= position;
    }

    /** Enters a later term with a vote already cast, or 0. */
    void enter(long newTerm, int newVote) {
        Check.that(newTerm > term, "the term only rises", newTerm, term);
        term = newTerm;
        votedFor = newVote;
        position = log.storeVote(newTerm, newVote);
    }

    /** Casts the vote of the present term. */
    void vote(int candidate) {
        Check.that(votedFor == 0 || votedFor == candidate, "one vote in a term", votedFor, candidate);
        if (votedFor == 0) {
            votedFor = candidate;
            position = log.storeVote(term, candidate);
        }
    }
}
