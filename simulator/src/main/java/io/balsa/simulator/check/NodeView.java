package io.balsa.simulator.check;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.simulator.Node;
import org.jspecify.annotations.Nullable;

/** What is known of one node: what it is, what it was before its last turn, and what it has written. */
final class NodeView {
    private final int id;
    private final @Nullable Node node;
    private final WrittenLog journal = new WrittenLog();
    private Membership membership;
    private Seen before = Seen.NOTHING;
    private Seen now = Seen.NOTHING;
    private long appliedByMachine;
    private long failedWrites;
    private long failedWritesAtStart;
    private long warranted;
    private boolean hasTruncated;

    /** What can be seen of a node from outside. */
    record Seen(RoleName role, long term, int votedFor, long firstIndex, long lastIndex, long commit, long applied) {
        static final Seen NOTHING = new Seen(RoleName.FOLLOWER, 0, 0, 1, 0, 0, 0);

        static Seen of(Node node) {
            return new Seen(
                    node.role(),
                    node.term(),
                    node.votedFor(),
                    node.firstIndex(),
                    node.lastIndex(),
                    node.commitIndex(),
                    node.appliedIndex());
        }

        /** Whether that is still what can be seen. */
        boolean isOf(Node node) {
            return commit == node.commitIndex()
                    && applied == node.appliedIndex()
                    && lastIndex == node.lastIndex()
                    && term == node.term()
                    && role == node.role()
                    && votedFor == node.votedFor()
                    && firstIndex == node.firstIndex();
        }

        boolean isLeader() {
            return role == RoleName.LEADER;
        }
    }

    /** {@code node}: null in tests of a checker alone. */
    NodeView(int id, @Nullable Node node, Membership initial) {
        this.id = id;
        this.node = node;
        this.membership = initial;
    }

    int id() {
        return id;
    }

    /** The node itself; null in tests of a checker alone. */
    @Nullable
    Node node() {
        return node;
    }

    WrittenLog journal() {
        return journal;
    }

    Seen before() {
        return before;
    }

    Seen now() {
        return now;
    }

    Membership membership() {
        return membership;
    }

    /** Whether it leads, and did not before the turn, or in another term. */
    boolean becameLeader() {
        return now.isLeader() && !(before.isLeader() && before.term() == now.term());
    }

    /** Whether it led before the turn and still does. */
    boolean stayedLeader() {
        return now.isLeader() && before.isLeader() && before.term() == now.term();
    }

    /** Last index that its state machine reflects, the command included that it is given right now. */
    long appliedByMachine() {
        return appliedByMachine;
    }

    /** Up to where what it took in this turn lets it commit; 0 for nothing. */
    long warranted() {
        return warranted;
    }

    /** Whether a write or a sync had failed in this life before the present step. */
    boolean hasFailedWrite() {
        return failedWrites > failedWritesAtStart;
    }

    /** Whether a write or a sync fails in this life even now; so many have failed in all lives. */
    boolean failsBy(long failures) {
        return failures > failedWritesAtStart;
    }

    // What happens to it.

    void restart(long firstIndex) {
        before = Seen.NOTHING;
        now = Seen.NOTHING;
        appliedByMachine = firstIndex - 1;
        failedWritesAtStart = failedWrites;
        endTurn();
    }

    void truncated() {
        hasTruncated = true;
    }

    /**
     * It took an append in this turn. Only one of a leader whose term is not over, and that fits, verifies anything. After a
     * truncation in the same turn nobody can tell from its log what fitted before.
     */
    void took(AppendEntriesDecoder append) {
        long previous = append.prevLogIndex();
        long last = previous + append.entryCount();
        Terms log = journal.written().log();
        boolean fits = last <= log.last() && log.termAt(previous) == append.prevLogTerm();
        if (append.term() >= before.term() && (fits || hasTruncated)) {
            warranted = Math.max(warranted, Math.min(last, append.leaderCommit()));
        }
    }

    void endTurn() {
        warranted = 0;
        hasTruncated = false;
    }

    void applied(long index) {
        appliedByMachine = index;
    }

    /** A turn was taken. */
    void turned(Seen seen, Membership inForce) {
        before = now;
        now = seen;
        membership = inForce;
    }

    /** A step has ended; so many writes and syncs have failed up to now, in all lives. */
    void stepped(long failures) {
        failedWrites = failures;
    }
}
