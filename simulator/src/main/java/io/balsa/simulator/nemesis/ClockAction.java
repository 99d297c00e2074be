package io.balsa.simulator.nemesis;

import java.time.Duration;

/** What is wrong with a node's clocks. */
public sealed interface ClockAction extends Action {
    /** The wall clock is set forward, or back when negative. */
    record Jump(int node, long ms) implements ClockAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.jumpClock(Duration.ofMillis(ms)));
        }
    }

    /** Both clocks gain so many millionths from now on, or lose them when negative. */
    record Drift(int node, long ppm) implements ClockAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.driftClock(ppm));
        }
    }

    /** Both clocks go forward at once, as after the host was suspended. */
    record Leap(int node, long ms) implements ClockAction {
        @Override
        public boolean perform(Stage stage) {
            return stage.ifThere(node, victim -> victim.leapClock(Duration.ofMillis(ms)));
        }
    }
}
