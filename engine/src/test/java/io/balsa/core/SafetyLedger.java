package io.balsa.core;

import io.balsa.api.RoleName;
import io.balsa.codec.AppendResult;
import io.balsa.codec.VoteKind;
import io.balsa.spi.EntryFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that ever happened in a cluster of cores, as far as it shows from outside, against what must hold at all times.
 * The numbers are those of the list of invariants.
 */
final class SafetyLedger {
    private record Entry(long checksum, long termBefore) {}

    private record Committed(long term, long checksum) {}

    private final List<FaultyNode> nodes;
    private final Map<Long, Integer> leaders = new HashMap<>();
    private final Map<Long, Integer> votes = new HashMap<>();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final TreeMap<Long, Committed> committed = new TreeMap<>();
    private long acknowledged;

    SafetyLedger(List<FaultyNode> nodes) {
        this.nodes = nodes;
    }

    /** Highest index that a leader has committed: it may have answered every client up to it. */
    long acknowledged() {
        return acknowledged;
    }

    private static long key(long high, long low) {
        return high << 40 | low;
    }

    /** 5 and 6: index and term name one entry, and what is before it, over the whole history, lost tails included. */
    void onEntry(EntryFrame frame, long termBefore) {
        Entry entry = new Entry(frame.checksum(), termBefore);
        Entry known = entries.putIfAbsent(key(frame.term(), frame.index()), entry);
        Check.that(known == null || known.equals(entry), "6: (term, index) is unique", frame.index(), frame.term());
    }

    void onRole(FaultyNode node, RoleName role, long term) {
        if (role != RoleName.LEADER) {
            return;
        }
        Integer other = leaders.putIfAbsent(term, node.id);
        Check.that(other == null, "1: one leader in a term, and once", term, node.id);
        committed.forEach((index, entry) -> Check.that(
                index < node.raft.firstIndex()
                        || index <= node.raft.lastIndex() && node.raft.termAt(index) == entry.term(),
                "7: a leader has everything that was committed",
                index,
                node.id));
    }

    /** 2, 3 and 13: nothing leaves that depends on what is not durable. */
    void onSent(FaultyNode node, int to, Message message) {
        DiskImage disk = node.journal.durable();
        switch (message) {
            case Message.VoteRequest request -> {
                boolean vote = request.kind() == VoteKind.VOTE;
                checkTerm(node, vote ? request.term() : request.term() - 1);
                if (vote) {
                    onVote(node, request.term(), node.id);
                }
            }
            case Message.VoteReply reply -> {
                if (reply.kind() == VoteKind.VOTE && reply.granted()) {
                    onVote(node, reply.term(), to);
                }
                if (reply.kind() == VoteKind.VOTE || !reply.granted()) {
                    checkTerm(node, reply.term());
                }
            }
            case Message.Append append -> {
                checkTerm(node, append.term());
                Check.that(leaders.get(append.term()) == node.id, "1: only the leader appends", append.term(), node.id);
            }
            case Message.AppendReply reply -> {
                checkTerm(node, reply.term());
                if (reply.result() == AppendResult.ACCEPTED) {
                    onAcknowledged(disk, to, reply);
                }
            }
        }
    }

    private static void checkTerm(FaultyNode node, long term) {
        long durable = node.journal.durable().term();
        Check.that(durable == term, "3: what is said of a term is durable", durable, term);
    }

    private void onVote(FaultyNode node, long term, int grantee) {
        DiskImage disk = node.journal.durable();
        Check.that(disk.term() == term && disk.votedFor() == grantee, "3: a vote is durable", term, grantee);
        Integer known = votes.putIfAbsent(key(term, node.id), grantee);
        Check.that(known == null || known == grantee, "2: one vote in a term", term, node.id);
    }

    private void onAcknowledged(DiskImage disk, int to, Message.AppendReply reply) {
        long match = reply.matchIndex();
        Check.that(match <= disk.last(), "13: what is acknowledged is durable", match, disk.last());
        FaultyNode leader = nodes.get(to - 1);
        boolean leads = leader.raft.role() == RoleName.LEADER && leader.raft.term() == reply.term();
        if (leads && match >= disk.first()) {
            Check.that(
                    match <= leader.raft.lastIndex() && disk.holds(match, leader.raft.termAt(match)),
                    "13: what is acknowledged is the leader's",
                    match,
                    to);
        }
    }

    /** 8, 9, 10 and 14, for what a node has committed since it last reported. */
    void onCommitted(FaultyNode node, long from) {
        long commit = node.raft.commitIndex();
        for (long index = from; index <= commit; index++) {
            EntryFrame frame = node.journal.written().entryAt(index);
            Committed entry = new Committed(frame.term(), frame.checksum());
            Committed known = committed.putIfAbsent(index, entry);
            Check.that(known == null || known.equals(entry), "9: committed is immutable", index, node.id);
        }
        if (node.raft.role() == RoleName.LEADER && commit >= from) {
            long term = node.raft.termAt(commit);
            Check.that(term == node.raft.term(), "14: only the own term commits by counting", commit, term);
            long holders = nodes.stream()
                    .filter(other -> other.journal.durable().holds(commit, term))
                    .count();
            Check.that(2 * holders > nodes.size(), "10: committed on a durable majority", commit, holders);
            acknowledged = Math.max(acknowledged, commit);
        }
    }
}
