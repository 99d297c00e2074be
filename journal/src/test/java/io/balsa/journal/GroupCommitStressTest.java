package io.balsa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop writes, rolls and asks while another thread syncs: what is called durable was forced after it was written. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitStressTest {
    private static final int EFFORT = Integer.getInteger("test.effort", 1);
    private static final int POSITIONS = 50_000 * EFFORT;
    private static final int POSITIONS_PER_SEGMENT = 1;
    /** How often the thread that syncs is left without work, so that it parks and must be woken. */
    private static final int BURST = 100;

    // By segment: the last position that is there, and the last that a sync covered.
    private final AtomicLongArray written = new AtomicLongArray(segmentOf(POSITIONS) + 1);
    private final AtomicLongArray forced = new AtomicLongArray(segmentOf(POSITIONS) + 1);
    private final GroupCommit commit = new GroupCommit(store(), 0);
    private final OwnThreads threads = new OwnThreads(1);
    private int checked;

    @Test
    void whatIsDurableWasForced() {
        threads.start(commit);
        for (int position = 1; position <= POSITIONS; position++) {
            write(position);
            commit.request(position);
            threads.wake();
            check();
            while (position % BURST == 0 && commit.durable() < position) {
                Thread.yield();
            }
        }
        assertThat(threads.stop(TimeUnit.MINUTES.toNanos(1))).isTrue();
        check();
        assertThat(checked).isEqualTo(POSITIONS);
        assertThat(commit.failure()).isNull();
    }

    private void write(int position) {
        int segment = segmentOf(position);
        if (segment != segmentOf(position - 1)) {
            commit.segmentBegins(segment);
        }
        written.set(segment, position);
    }

    private void check() {
        long durable = commit.durable();
        while (checked < durable) {
            checked++;
            if (forced.get(segmentOf(checked)) < checked) {
                throw new AssertionError(checked + " is called durable, up to " + durable + ", and was not forced");
            }
        }
    }

    /** Segments count from 1; 0 is before the first. */
    private static int segmentOf(int position) {
        return (position + POSITIONS_PER_SEGMENT - 1) / POSITIONS_PER_SEGMENT;
    }

    /** What group commit uses of a store. */
    private RecordStore store() {
        return (RecordStore) Proxy.newProxyInstance(
                RecordStore.class.getClassLoader(), new Class<?>[] {RecordStore.class}, (store, method, arguments) -> {
                    switch (method.getName()) {
                        case "force" -> force(Math.toIntExact((Long) arguments[0]));
                        case "mark" -> {}
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private void force(int segment) {
        forced.set(segment, written.get(segment));
    }
}
