package io.balsa.core;

import static io.balsa.core.Scripted.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priorities: the higher, the sooner a member campaigns; safety never depends on them. */
class PriorityTest {
    private static Scripted withPriorities(int... priorities) {
        Membership members = Scripted.membersOfPriority(priorities);
        return new Scripted(members, new StreamJournal(), Scripted.CONFIG);
    }

    @ParameterizedTest
    @CsvSource({"3, 100", "2, 150", "1, 200"})
    void campaignsLaterTheLowerItsPriority(int own, long expectedMs) {
        Scripted node = withPriorities(own, 3, 1);
        node.pass(expectedMs - 1);
        assertThat(node.sent()).isEmpty();
        node.pass(1);
        assertThat(node.sent()).hasSize(2);
    }

    /** However low the priority, the wait is bounded: the others may be gone for good. */
    @Test
    void campaignsAfterABoundedTimeHoweverLowItsPriority() {
        Scripted node = withPriorities(1, 1_000_000, 1);
        node.pass(3 * TIMEOUT_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    /** It may be the only one left that has what was committed, and then nobody else could ever win. */
    @Test
    void campaignsWithPriorityZeroOnlyAsALastResort() {
        Scripted node = withPriorities(0, 1, 1);
        node.pass(8 * TIMEOUT_MS);
        assertThat(node.sent()).isEmpty();
        node.pass(2 * TIMEOUT_MS);
        assertThat(node.raft.role()).isEqualTo(RoleName.CANDIDATE);
    }

    @Test
    void stopsTakingASilentLeaderForItsLeaderLongBeforeTheLastResort() {
        Scripted node = withPriorities(0, 1, 1).hears(2, Message.Append.of(1));
        node.pass(2 * TIMEOUT_MS);
        assertThat(node.raft.leaderId()).isZero();
        assertThat(node.raft.role()).isEqualTo(RoleName.FOLLOWER);
    }

    @Test
    void votesWithPriorityZero() {
        Scripted node = withPriorities(0, 1, 1).hears(2, Message.VoteRequest.vote(1, 0, 0));
        assertThat(node.raft.votedFor()).isEqualTo(2);
    }

    /** What it owed to a leader that fell silent is owed to nobody. */
    @Test
    void sendsNoReplyToNobodyWhenItsLeaderFallsSilent() {
        Scripted node = withPriorities(0, 1, 1).hears(2, Message.Append.of(1));
        node.diskIsFast = false;
        node.hears(2, Message.Append.of(1).request(2).entries(1));
        node.sent().clear();
        node.pass(2 * TIMEOUT_MS);
        assertThat(node.raft.leaderId()).isZero();
        node.sync();
        node.turn();
        assertThat(node.sent()).isEmpty();
    }
}
