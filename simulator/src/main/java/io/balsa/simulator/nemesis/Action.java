package io.balsa.simulator.nemesis;

/**
 * One thing that is done to a cluster. A record whose components say everything about it, so that it can be printed and
 * parsed in one line: see {@link Wording}. Does nothing where there is nothing to do it to, such as a node that is down or
 * that the cluster does not have: what remains of a plan after actions were removed is a plan.
 */
public sealed interface Action permits LifeAction, ClockAction, LinkAction, DiskAction, MessageAction, DemandAction {
    /** Does it. @return false when there was nothing to do */
    boolean perform(Stage stage);

    /** Whether it only ends what another began: then it does not count as a fault. */
    default boolean repairs() {
        return false;
    }
}
