package io.balsa.simulator.nemesis;

/** What must come about although something is wrong. */
public sealed interface DemandAction extends Action {
    /** So long from now somebody leads and has committed in its term. Not drawn: who writes a plan knows what it leaves possible. */
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

    /**
     * All that is wrong ends. What is done after this, which must leave a majority whole that sees each other, stays until a leader
     * has committed and stands: see {@link Standing}.
     */
    record Stand() implements DemandAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.stand();
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }
}
