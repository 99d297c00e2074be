package io.balsa.simulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private static final int EVENTS = 40;

    private long lastScheduling;

    private static final class Counted extends Event {
        private long scheduling;

        @Override
        public void happen() {}

        @Override
        public String name() {
            return "counted";
        }
    }

    /** Moved earlier or later, cancelled, and scheduled anew as soon as they were taken. */
    @Test
    void whateverIsScheduledMovedAndCancelledHappensInOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            EventQueue time = new EventQueue();
            List<Counted> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(new Counted());
            }
            for (int step = 0; step < 400; step++) {
                change(time, events.get(random.nextInt(EVENTS)), random);
                if (random.nextInt(3) == 0) {
                    Event first = first(events);
                    assertThat(time.take()).as("seed %d, step %d", seed, step).isSameAs(first);
                }
            }
        }
    }

    private void change(EventQueue time, Counted event, Random random) {
        if (random.nextInt(8) == 0) {
            time.cancel(event);
        } else {
            event.scheduling = ++lastScheduling;
            time.schedule(event, time.nowNs() + random.nextInt(30));
        }
    }

    private static @Nullable Event first(List<Counted> events) {
        return events.stream()
                .filter(Event::isQueued)
                .min(Comparator.<Counted>comparingLong(Event::timeNs).thenComparingLong(event -> event.scheduling))
                .orElse(null);
    }
}
