package io.balsa.simulator.nemesis;

/** What must come about although something is wrong. Not drawn: who writes a plan knows what it leaves possible. */
public sealed interface DemandAction extends Action {
    /** So long from now somebody leads and has committed in its term. */
    record ElectWithin(long ms) implements DemandAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.electWithin(ms);
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }
}
