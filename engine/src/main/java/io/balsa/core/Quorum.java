package io.balsa.core;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.List;

/**
 * Majorities of a configuration (Raft §5.2, §5.4.2, §6): of its voters, and while it is joint of both halves separately.
 * Learners and strangers never count.
 */
final class Quorum {
    /** A number each voter stands for; what it means is the caller's. */
    interface Score {
        long of(int nodeId);
    }

    private final int[] voters;
    private final int[] outgoing;
    private final long[] scratch;

    Quorum(Membership membership) {
        voters = ids(membership.voters());
        outgoing = ids(membership.outgoing());
        scratch = new long[Math.max(voters.length, outgoing.length)];
    }

    private static int[] ids(List<Member> members) {
        return members.stream().mapToInt(Member::id).toArray();
    }

    boolean isVoter(int nodeId) {
        return contains(voters, nodeId) || contains(outgoing, nodeId);
    }

    /** The highest number that a majority has reached: of each half, the lower of the two. */
    long reached(Score score) {
        long reached = reached(voters, score);
        return outgoing.length == 0 ? reached : Math.min(reached, reached(outgoing, score));
    }

    private long reached(int[] half, Score score) {
        int size = half.length;
        if (size == 0) {
            return Long.MIN_VALUE;
        }
        for (int i = 0; i < size; i++) {
            insert(score.of(half[i]), i);
        }
        return scratch[size - (size / 2 + 1)];
    }

    private void insert(long value, int sorted) {
        int at = sorted;
        while (at > 0 && scratch[at - 1] > value) {
            scratch[at] = scratch[at - 1];
            at--;
        }
        scratch[at] = value;
    }

    private static boolean contains(int[] ids, int id) {
        for (int known : ids) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }
}
