package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    private static List<Member> members(int from, int to) {
        List<Member> members = new ArrayList<>();
        for (int id = from; id <= to; id++) {
            members.add(new Member(id, "host" + id + ":9000", Member.DEFAULT_PRIORITY));
        }
        return members;
    }

    /** §5.2: more than half, for even sizes too. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "6, 4", "7, 4", "8, 5", "9, 5"})
    void isMoreThanHalf(int size, int majority) {
        Quorum quorum = new Quorum(Membership.of(members(1, size)));
        for (int having = 0; having <= size; having++) {
            int limit = having;
            assertThat(quorum.reached(id -> id <= limit ? 1 : 0)).isEqualTo(having >= majority ? 1 : 0);
        }
    }

    /** §6: while joint, of both halves separately. */
    @ParameterizedTest
    @CsvSource({"1 2 3, 0", "1 2 4, 0", "1 2 4 5, 1", "2 3 4, 1", "3 4 5, 0", "1 3 5, 1", "1 3 4, 1"})
    void isAMajorityOfBothHalvesWhileJoint(String having, long reached) {
        Membership joint = new Membership(members(1, 3), members(3, 5), List.of());
        List<String> ids = List.of(having.split(" "));
        assertThat(new Quorum(joint).reached(id -> ids.contains(Integer.toString(id)) ? 1 : 0))
                .isEqualTo(reached);
    }

    /** Of any numbers: the highest that a majority of each half has reached, counted by hand. */
    @Test
    void isTheHighestNumberThatAMajorityReached() {
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            int size = 1 + random.nextInt(7);
            int from = 1 + random.nextInt(4);
            List<Member> outgoing = random.nextBoolean() ? members(from, from + random.nextInt(5)) : List.of();
            Membership membership = new Membership(members(1, size), outgoing, members(20, 22));
            long[] scores = new long[30];
            for (int id = 0; id < scores.length; id++) {
                scores[id] = random.nextInt(5) - 2;
            }
            long expected = byHand(membership.voters(), scores);
            if (membership.isJoint()) {
                expected = Math.min(expected, byHand(outgoing, scores));
            }
            assertThat(new Quorum(membership).reached(id -> scores[id])).isEqualTo(expected);
        }
    }

    private static long byHand(List<Member> half, long[] scores) {
        for (long candidate = 2; ; candidate--) {
            long least = candidate;
            long count =
                    half.stream().filter(member -> scores[member.id()] >= least).count();
            if (2 * count > half.size()) {
                return candidate;
            }
        }
    }

    @Test
    void knowsVotersOfBothHalvesAndNobodyElse() {
        Quorum quorum = new Quorum(new Membership(members(1, 3), members(3, 5), members(6, 7)));
        for (int id = 0; id <= 8; id++) {
            assertThat(quorum.isVoter(id)).isEqualTo(id >= 1 && id <= 5);
        }
    }

    @Test
    void isNeverReachedWithoutVoters() {
        assertThat(new Quorum(Membership.of(List.of())).reached(id -> 1)).isEqualTo(Long.MIN_VALUE);
    }
}
