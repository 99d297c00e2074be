package io.balsa.simulator.nemesis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What must come about in time, once everything is healed or although something stays wrong. */
public enum Demand {
    EVERY_NODE_UP,
    ONE_LEADER_THAT_ALL_FOLLOW,
    EQUAL_LOGS,
    EQUAL_COMMIT_INDEXES,
    EVERYTHING_APPLIED,
    EQUAL_STATES,
    AN_OUTCOME_FOR_EACH_CALL,
    A_WRITE_ACKNOWLEDGED,
    A_READ_ANSWERED,
    /** Of written plans: {@link DemandAction.ElectWithin}. */
    A_LEADER_ELECTED,
    /** Although something stays wrong, as all that follow: {@link Standing}. */
    A_LEADER_STAYS,
    A_MAJORITY_COMMITS,
    A_LEADER_STANDS,
    AN_OUTCOME_IN_A_MINORITY,
    A_WRITE_THROUGH_A_MEMBER,
    A_READ_THROUGH_A_MEMBER;

    /** {@code equal-logs}, for each. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Demand::word).toList();
    }

    /** {@code equal-logs}. */
    public String word() {
        return toString().replace(' ', '-');
    }

    /** {@code equal logs}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
