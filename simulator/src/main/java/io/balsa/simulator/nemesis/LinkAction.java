package io.balsa.simulator.nemesis;

import io.balsa.simulator.Node;
import java.util.List;

/** What is wrong with the network. Where a sender or receiver is named, 0 stands for every node and every remote client. */
public sealed interface LinkAction extends Action {
    /** One node hears nobody and is heard by nobody. */
    record Isolate(int node) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.cut((from, to) -> from == node || to == node);
        }
    }

    /** These nodes and the others hear each other no more. */
    record Split(List<Integer> island) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.cut((from, to) -> island.contains(from) != island.contains(to));
        }
    }

    /** What a node sends to another is lost; the other way works. */
    record OneWay(int from, int to) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.cut((sender, receiver) -> matches(from, sender) && matches(to, receiver));
        }
    }

    /** As {@link Split}, but one node sees both sides. */
    record Bridge(int node, List<Integer> island) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.cut((from, to) -> from != node && to != node && island.contains(from) != island.contains(to));
        }
    }

    /** Whoever leads hears nobody, is heard by nobody, or both. */
    record CutLeader(Way way) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            Node leader = stage.leading();
            return leader != null
                    && stage.cut(
                            (from, to) -> way != Way.OUT && to == leader.id() || way != Way.IN && from == leader.id());
        }
    }

    /** Which directions of a node's links. */
    enum Way {
        IN,
        OUT,
        BOTH
    }

    /** Every cut ends. */
    record Reconnect() implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.reconnect();
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }

    /** Some messages vanish. */
    record Loss(int from, int to, int percent) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.loss(chance(percent)));
        }
    }

    /** Some messages arrive twice. */
    record Duplication(int from, int to, int percent) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.duplication(chance(percent)));
        }
    }

    /** Some messages may overtake others. */
    record Reordering(int from, int to, int percent) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.reordering(chance(percent)));
        }
    }

    /** Some messages are refused when they are sent, as by back-pressure. */
    record Refusal(int from, int to, int percent) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.refusal(chance(percent)));
        }
    }

    /** Some messages take up to so much longer. */
    record Slow(int from, int to, int percent, long ms) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.slow(chance(percent), ms * Stage.MS));
        }
    }

    /** Every message takes so long. */
    record Delay(int from, int to, long minUs, long maxUs) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.delay(minUs * Stage.US, maxUs * Stage.US));
        }
    }

    /** Messages wait for each other, up to so long, and those that would wait longer are refused. */
    record Throttle(int from, int to, long bytesPerSecond, long queueMs) implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.worsen(from, to, link -> link.bandwidth(bytesPerSecond, queueMs * Stage.MS));
        }
    }

    /** Whatever makes links bad ends, except cuts. */
    record Calm() implements LinkAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.calm();
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }

    /** Whether a name stands for a node. */
    static boolean matches(int name, int node) {
        return name == 0 || name == node;
    }

    private static double chance(int percent) {
        return percent / 100.0;
    }
}
