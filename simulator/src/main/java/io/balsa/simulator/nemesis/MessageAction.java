package io.balsa.simulator.nemesis;

/** What is done to messages under way. Where a sender or receiver is named, 0 stands for every node. */
public sealed interface MessageAction extends Action {
    /** What is under way, and what is sent for so long, is held until a {@link Release}. */
    record Hold(int from, int to, long ms) implements MessageAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.hold(from, to, ms);
        }
    }

    /** All that is held goes on, however old. */
    record Release() implements MessageAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.release();
        }

        @Override
        public boolean repairs() {
            return true;
        }
    }

    /** All that is under way is sent once more. */
    record Echo(int from, int to) implements MessageAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.echo(from, to);
        }
    }
}
