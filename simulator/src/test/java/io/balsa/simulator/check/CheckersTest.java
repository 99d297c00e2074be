package io.balsa.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.balsa.api.Membership;
import io.balsa.api.RoleName;
import io.balsa.codec.EntryType;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.SimulationOptions;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.Recovered;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Checkers bite on views that show what must never be, and are silent on a healthy cluster. */
class CheckersTest {
    private static final Membership THREE = SimulationOptions.of(3).members();

    private final ClusterView cluster = new ClusterView(() -> "fabricated");
    private final NodeView one = cluster.add(1, null, THREE);
    private final NodeView two = cluster.add(2, null, THREE);
    private final EntryFrame frame = new EntryFrame();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    @Test
    void twoLeadersOfATermAreSeen() {
        ElectionSafety checker = new ElectionSafety(cluster);
        turn(one, RoleName.LEADER, 3, 0);
        checker.onTurn(one);
        turn(two, RoleName.LEADER, 3, 0);
        requireViolation("ElectionSafety", () -> checker.onTurn(two));
    }

    @Test
    void aLeaderWithoutVotesIsSeen() {
        turn(one, RoleName.LEADER, 3, 0);
        requireViolation("MajorityElects", () -> new MajorityElects(cluster).onTurn(one));
    }

    @Test
    void aSecondVoteInATermIsSeen() {
        VoteOnce checker = new VoteOnce(cluster);
        one.journal().vote(3, 2, 10);
        requireViolation("VoteOnce", () -> checker.onVote(one, 3, 1));
    }

    @Test
    void aForgottenVoteIsSeen() {
        one.journal().vote(3, 2, 10);
        turn(one, RoleName.FOLLOWER, 3, 0);
        requireViolation("VoteOnce", () -> new VoteOnce(cluster).onTurn(one));
    }

    @Test
    void aTermThatFallsIsSeen() {
        turn(one, RoleName.FOLLOWER, 3, 0);
        turn(one, RoleName.FOLLOWER, 2, 0);
        requireViolation("TermNeverFalls", () -> new TermNeverFalls(cluster).onTurn(one));
    }

    @Test
    void aLeaderThatTruncatesIsSeen() {
        one.journal().vote(3, 1, 10);
        turn(one, RoleName.LEADER, 3, 0);
        requireViolation("LeaderAppendOnly", () -> new LeaderAppendOnly(cluster).onTruncate(one, 1));
    }

    @Test
    void aLeaderThatTruncatesOnTakingOfficeIsSeen() {
        LeaderAppendOnly checker = new LeaderAppendOnly(cluster);
        one.journal().vote(3, 1, 10);
        checker.onTruncate(one, 1);
        turn(one, RoleName.LEADER, 3, 0);
        requireViolation("LeaderAppendOnly", () -> checker.onTurn(one));
    }

    @Test
    void anotherEntryOfTheSameTermAndIndexIsSeen() {
        UniqueEntry checker = new UniqueEntry(cluster);
        cluster.appended(one, entry(1, 1, "a"), 10);
        requireViolation("UniqueEntry", () -> checker.onAppend(two, entry(1, 1, "b")));
    }

    @Test
    void anotherPrefixIsSeen() {
        LogMatching checker = new LogMatching(cluster);
        cluster.appended(one, entry(1, 1, "a"), 10);
        cluster.appended(one, entry(2, 3, "b"), 20);
        cluster.appended(two, entry(1, 2, "c"), 10);
        requireViolation("LogMatching", () -> checker.onAppend(two, entry(2, 3, "b")));
    }

    @Test
    void aLeaderWithoutWhatIsCommittedIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        turn(one, RoleName.LEADER, 1, 1);
        turn(two, RoleName.LEADER, 2, 0);
        requireViolation("LeaderCompleteness", () -> new LeaderCompleteness(cluster).onTurn(two));
    }

    @Test
    void aSkippedCommandIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        cluster.appended(one, entry(2, 1, "b"), 20);
        requireViolation("StateMachineSafety", () -> new StateMachineSafety(cluster).onApply(one, entry(2, 1, "b")));
    }

    @Test
    void anotherTermAtACommittedIndexIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        turn(one, RoleName.LEADER, 1, 1);
        cluster.appended(two, entry(1, 2, "b"), 10);
        turn(two, RoleName.LEADER, 2, 1);
        requireViolation("CommittedStays", () -> new CommittedStays(cluster).onTurn(two));
    }

    @Test
    void aCommitThatOnlyOneDiskHasIsSeen() {
        cluster.add(3, null, THREE);
        cluster.appended(one, entry(1, 1, "a"), 10);
        one.journal().reach(10);
        turn(one, RoleName.LEADER, 1, 0);
        turn(one, RoleName.LEADER, 1, 1);
        requireViolation("DurableQuorum", () -> new DurableQuorum(cluster).onTurn(one));
    }

    @Test
    void aMemberThatSaidNothingInTheTermOfTheLeaderDoesNotCount() {
        DurableQuorum checker = new DurableQuorum(cluster);
        cluster.add(3, null, THREE);
        cluster.appended(one, entry(1, 1, "a"), 10);
        one.journal().reach(10);
        cluster.appended(two, entry(1, 1, "a"), 10);
        two.journal().reach(10);
        turn(one, RoleName.LEADER, 1, 0);
        turn(one, RoleName.LEADER, 1, 1);
        requireViolation("DurableQuorum", () -> checker.onTurn(one));
        cluster.acknowledgements().add(two.id(), 1, 1);
        assertThatCode(() -> checker.onTurn(one)).doesNotThrowAnyException();
    }

    @Test
    void anEarlierTermCommittedByCountingIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        turn(one, RoleName.LEADER, 2, 0);
        turn(one, RoleName.LEADER, 2, 1);
        requireViolation("OwnTermCounts", () -> new OwnTermCounts(cluster).onTurnEnd(one));
    }

    @Test
    void aCommitThatNobodyVerifiedIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        turn(one, RoleName.FOLLOWER, 2, 1);
        requireViolation("CommitInBounds", () -> new CommitInBounds(cluster).onTurnEnd(one));
    }

    @Test
    void aCommandThatIsCommittedTwiceIsSeen() {
        cluster.appended(one, entry(1, 1, "a"), 10);
        cluster.appended(one, entry(2, 1, "a"), 20);
        turn(one, RoleName.LEADER, 1, 2);
        requireViolation("ExactlyOnce", () -> new ExactlyOnce(cluster).onTurn(one));
    }

    @Test
    void aRecoveryThatLosesWhatWasDurableIsSeen() {
        RecoveryTruth checker = new RecoveryTruth(cluster);
        cluster.appended(one, entry(1, 1, "a"), 10);
        cluster.appended(one, entry(2, 1, "b"), 20);
        one.journal().reach(10);
        assertThatCode(() -> checker.onStart(one, recovered(1))).doesNotThrowAnyException();
        assertThatCode(() -> checker.onStart(one, recovered(2))).doesNotThrowAnyException();
        requireViolation("RecoveryTruth", () -> checker.onStart(one, recovered(0)));
        requireViolation("RecoveryTruth", () -> checker.onStart(one, recovered(3)));
    }

    @Test
    void aHealthyClusterPasses() {
        try (Simulation simulation = new Simulation(1)) {
            Checkers.all(simulation);
            SimClient client = simulation.client(simulation.leader().id());
            assertThat(simulation.await(client.propose(Registers.write(1, 1))).isApplied())
                    .isTrue();
        }
    }

    private void turn(NodeView node, RoleName role, long term, long commit) {
        long last = node.journal().written().log().last();
        cluster.turned(node, new NodeView.Seen(role, term, 0, 1, last, commit, 0), THREE);
    }

    private EntryFrame entry(long index, long term, String payload) {
        new EntryFrame.Writer()
                .origin(1, payload.hashCode(), 0)
                .write(
                        buffer,
                        0,
                        EntryType.COMMAND,
                        index,
                        term,
                        new UnsafeBuffer(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return frame.wrap(buffer, 0);
    }

    private static Recovered recovered(long last) {
        List<Recovered.TermRun> runs = last == 0 ? List.of() : List.of(new Recovered.TermRun(1, 1));
        return new Recovered(1, 0, 0, 1, last, 0, 0, runs, List.of());
    }

    private static void requireViolation(String checker, ThrowingCallable call) {
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(call)
                .satisfies(violation -> assertThat(violation.checker()).isEqualTo(checker));
    }
}
