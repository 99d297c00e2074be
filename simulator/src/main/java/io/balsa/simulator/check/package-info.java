/**
 * What must hold at all times, one class for each line of the list, checked after every step of a simulation: start from
 * {@link io.balsa.simulator.check.Checkers}. What is found is thrown as a {@link io.balsa.simulator.check.Violation}. Checkers
 * look only at what changed; they follow each node through its journal, its frames and its clients, and believe nothing that a
 * node says of itself where these tell more. One thread, the simulation's.
 *
 * <p>By the numbers of the list: 1 {@code ElectionSafety}, {@code MajorityElects}; 2 {@code VoteOnce}; 3 {@code TermNeverFalls},
 * {@code DurableBeforeTold}; 4 {@code LeaderAppendOnly}; 5 {@code LogMatching}; 6 {@code UniqueEntry}; 7 {@code
 * LeaderCompleteness}, {@code UpToDateVotes}; 8 {@code StateMachineSafety}; 9 {@code CommittedStays}; 10 {@code DurableQuorum};
 * 11 {@code CommitInBounds}; 12 {@code MatchTruth}; 13 {@code AckTruth}; 14 {@code OwnTermCounts}; 18 {@code RecoveryTruth}; 19
 * {@code FailStop}, {@code StopsOnlyOnFaults}; 20 {@code ExactlyOnce}, and the histories of {@code
 * io.balsa.simulator.history}; 21 {@code FreshReads}; 22 {@code WithinLimits}. In {@code io.balsa.simulator.nemesis}: 23, asked for
 * after healing, and 24, over whole runs.
 *
 * <p>Not here, because the engine has no such thing yet: 15 (changes of configuration), of 16 removed nodes and wiped
 * identities, 17 (snapshots), and of 11 what is purged beyond what was applied.
 */
@NullMarked
package io.balsa.simulator.check;

import org.jspecify.annotations.NullMarked;
