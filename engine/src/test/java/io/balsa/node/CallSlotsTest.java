package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class CallSlotsTest {
    @Test
    void slotsAreMadeAsTheyAreNeededUpToTheLimit() {
        CallSlots slots = new CallSlots(600, 0);
        assertThat(slots.made()).isZero();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            Call call = slots.take();
            assertThat(call).isNotNull();
            assertThat(ids.add(call.id)).isTrue();
            assertThat(slots.get(call.id)).isSameAs(call);
        }

        assertThat(slots.take()).isNull();
        slots.release(slots.get(5));
        assertThat(slots.take()).isSameAs(slots.get(5));
        assertThat(slots.made()).isEqualTo(600);
    }

    @Test
    void noSlotIsHeldByTwoThreads() throws Exception {
        CallSlots slots = new CallSlots(64, 0);
        AtomicIntegerArray holders = new AtomicIntegerArray(64);
        AtomicIntegerArray failures = new AtomicIntegerArray(1);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                threads.submit(() -> {
                    for (int i = 0; i < 200_000; i++) {
                        Call call = slots.take();
                        if (call != null) {
                            if (holders.incrementAndGet(call.id) != 1) {
                                failures.incrementAndGet(0);
                            }
                            holders.decrementAndGet(call.id);
                            slots.release(call);
                        }
                    }
                });
            }
        }
        assertThat(failures.get(0)).isZero();
    }
}
