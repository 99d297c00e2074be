package io.balsa.core;

import io.balsa.api.RoleName;

/** What a node can check of itself after every turn, in production too. The numbers are those of the design's list. */
final class Invariants {
    private final RaftState state;
    private long term;
    private long commitIndex;
    private long appliedIndex;

    Invariants(RaftState state) {
        this.state = state;
        appliedIndex = state.log.firstIndex() - 1;
    }

    /** The state machine reflects the log up to {@code index}. */
    void onApplied(long index) {
        Check.that(index >= appliedIndex, "11: applied never falls in a life", index, appliedIndex);
        Check.that(index <= state.commitIndex(), "11: applied lies within the committed", index, state.commitIndex());
        appliedIndex = index;
    }

    void check() {
        RaftLog log = state.log;
        long commit = state.commitIndex();
        Check.that(state.term() >= term, "3: the term never falls", state.term(), term);
        Check.that(commit >= commitIndex, "11: commit never falls", commit, commitIndex);
        Check.that(commit <= log.lastIndex(), "11: commit lies within the log", commit, log.lastIndex());
        Check.that(log.firstIndex() - 1 <= commit, "11: only the committed is purged", log.firstIndex(), commit);
        Check.that(
                log.durableIndex() <= log.lastIndex(),
                "13: durable lies within the log",
                log.durableIndex(),
                log.lastIndex());
        Check.that(log.lastTerm() <= state.term(), "6: no entry is ahead of the term", log.lastTerm(), state.term());
        term = state.term();
        commitIndex = commit;
        if (state.roleName() == RoleName.LEADER) {
            checkLeader();
        } else {
            checkFollower();
        }
    }

    private void checkLeader() {
        Check.that(state.leaderId() == state.nodeId, "1: a leader follows nobody", state.leaderId(), state.nodeId);
        Check.that(
                state.hardState.votedFor() == state.nodeId,
                "2: a leader voted for itself",
                state.hardState.votedFor(),
                state.nodeId);
        long last = state.log.lastIndex();
        for (Peer peer : state.peers.all()) {
            Check.that(peer.matchIndex() <= last, "12: no peer matches beyond the log", peer.matchIndex(), last);
            Check.that(
                    peer.matchIndex() < peer.nextIndex(),
                    "12: next is beyond match",
                    peer.matchIndex(),
                    peer.nextIndex());
            Check.that(peer.nextIndex() <= last + 1, "12: next is at most last + 1", peer.nextIndex(), last);
        }
    }

    private void checkFollower() {
        long verified = state.follower.verifiedIndex();
        Check.that(
                verified <= state.log.lastIndex(),
                "11: what was verified is in the log",
                verified,
                state.log.lastIndex());
    }
}
