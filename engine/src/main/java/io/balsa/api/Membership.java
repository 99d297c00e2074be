package io.balsa.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of the cluster (Raft §6), each list ordered by id. Immutable.
 *
 * @param voters   who elects and commits
 * @param outgoing voters of the old half while the configuration is joint, else empty
 * @param learners who receive the log and are in no quorum
 */
public record Membership(List<Member> voters, List<Member> outgoing, List<Member> learners) {
    public Membership {
        voters = sorted(voters);
        outgoing = sorted(outgoing);
        learners = sorted(learners);
    }

    /** A configuration of voters alone. */
    public static Membership of(List<Member> voters) {
        return new Membership(voters, List.of(), List.of());
    }

    /** Whether elections and commits need a majority of both halves. */
    public boolean isJoint() {
        return !outgoing.isEmpty();
    }

    /** The member of that id in whatever part, or null. */
    public @Nullable Member find(int id) {
        for (Member member : all()) {
            if (member.id() == id) {
                return member;
            }
        }
        return null;
    }

    /** Every member once, ordered by id. */
    public List<Member> all() {
        if (outgoing.isEmpty() && learners.isEmpty()) {
            return voters;
        }
        List<Member> all = new ArrayList<>(voters);
        for (List<Member> others : List.of(outgoing, learners)) {
            for (Member member : others) {
                if (all.stream().noneMatch(known -> known.id() == member.id())) {
                    all.add(member);
                }
            }
        }
        return sorted(all);
    }

    private static List<Member> sorted(List<Member> members) {
        return members.stream()
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .toList();
    }
}
