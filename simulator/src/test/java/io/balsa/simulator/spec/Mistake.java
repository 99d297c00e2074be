package io.balsa.simulator.spec;

import io.balsa.simulator.mutant.MutantTrace;
import java.util.List;
import java.util.Locale;

/** Mutants of the engine and the journal whose traces are no behaviours of the specification. */
enum Mistake {
    VOTE_FORGOTTEN_ON_STEP_DOWN(3, 1, "StoreVote"),
    FOLLOWER_ACKNOWLEDGES_BEFORE_DURABLE(3, 1, "MayAccept"),
    EARLIER_TERM_COMMITTED_BY_COUNTING(3, 2, "Counted"),
    LEADER_COMMITS_TO_OWN_LAST_INDEX(3, 2, "Counted"),
    LEADER_COUNTS_ITSELF_BEFORE_DURABLE(3, 4, "Counted"),
    LEADS_AGAIN_AFTER_RESTART(3, 2, "HearAppend"),
    PRE_VOTE_COUNTED_AS_VOTE(3, 2, "Elected"),
    QUORUM_OF_EVEN_SIZE(4, 1, "Elected"),
    QUORUM_OFF_BY_ONE(3, 1, "Elected"),
    REPLY_WITHOUT_REQUEST_IDENTITY(3, 1, "Counted"),
    CAMPAIGN_BEFORE_DURABLE(3, 1, "MayAsk"),
    VOTE_BEFORE_DURABLE(3, 1, "MaySettle"),
    VOTE_FORGOTTEN_AT_RESTART(3, 1, "StoreVote");

    private static final int LINES = 200;

    /** How many the cluster has. */
    final int nodes;

    /** Of the specification: what would have had to happen, and cannot. */
    final String action;

    private final long seed;

    Mistake(int nodes, long seed, String action) {
        this.nodes = nodes;
        this.seed = seed;
        this.action = action;
    }

    /** What the mutant did. */
    List<String> trace() {
        return mutant().lines(seed, nodes, LINES);
    }

    /** What its sources do in the same world and seed when the mistake is not made. */
    List<String> traceWithoutMistake() {
        List<String> lines = mutant().withoutMistake().lines(seed, nodes, LINES);
        if (lines.size() < LINES) {
            throw new IllegalStateException("an engine without mistakes ended early: " + this);
        }
        return lines;
    }

    private MutantTrace mutant() {
        return MutantTrace.of(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
