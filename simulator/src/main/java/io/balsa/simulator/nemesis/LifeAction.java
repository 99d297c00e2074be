package io.balsa.simulator.nemesis;

import io.balsa.simulator.Node;
import io.balsa.simulator.machine.PageCache;
import java.time.Duration;

/** What becomes of a node's process. */
public sealed interface LifeAction extends Action {
    /** The process is killed; the operating system keeps what was written. */
    record Crash(int node) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifUp(node, Node::crash);
        }
    }

    /** The power fails; what was written and not synced meets that fate. */
    record PowerCut(int node, PageCache fate) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.powerCut(fate));
        }
    }

    /** The process ends in good order. */
    record Stop(int node) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifUp(node, Node::stop);
        }
    }

    /** A process that ended, for whatever reason, begins again. */
    record Start(int node) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.start(node);
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }

    /**
     * The process is killed and its directory emptied. Whoever forgot its votes must not come back as itself, and nobody can join
     * as somebody new yet: the node stays away.
     */
    record Wipe(int node) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.wipe(node);
        }
    }

    /** From its next start on the node has another setting than the plan's. */
    record Configure(int node, Parameter setting, int value) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.configure(node, setting, value);
        }
    }

    /** The process stands still, as in a long collection of garbage. */
    record Pause(int node, long ms) implements LifeAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifUp(node, victim -> victim.pause(Duration.ofMillis(ms)));
        }
    }
}
