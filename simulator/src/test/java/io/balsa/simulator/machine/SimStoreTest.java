package io.balsa.simulator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.journal.SegmentBytes;
import io.balsa.simulator.machine.DiskFaults.Operation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a simulated disk may do, and what it must not. */
class SimStoreTest {
    private static final int SEEDS = 100;
    private static final int SEGMENT_BYTES = 8192;

    /** A disk and what goes wrong with it. */
    private static final class Disk {
        private final DiskFaults faults;
        private final SimStore store;

        Disk(int seed) {
            Chance chance = new Chance(seed);
            faults = new DiskFaults(chance.branch(1));
            store = new SimStore(chance.branch(2), faults, SEGMENT_BYTES);
        }

        void write(long segment) {
            store.begin(segment);
            int offset = store.claim(Long.BYTES);
            store.buffer().putLong(offset, segment);
            store.commit(Long.BYTES);
        }

        /** Whether what was written to a segment is what its readers find. */
        boolean holds(long segment) throws IOException {
            try (SegmentBytes bytes = store.read(segment)) {
                int offset = bytes.recordAt(0);
                return offset != SegmentBytes.NONE && bytes.buffer().getLong(offset) == segment;
            }
        }
    }

    /** It follows from a sync that failed, and would excuse whatever the node does later. */
    @Test
    void pagesThatTheSystemGivesUpAreNoFault() throws IOException {
        int givenUp = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Disk disk = new Disk(seed);
            disk.write(1);
            disk.faults.fail(Operation.SYNC, 0);
            assertThatThrownBy(() -> disk.store.force(1)).isInstanceOf(IOException.class);
            boolean couldBeRead = disk.holds(1);
            for (int reads = 0; reads < 50; reads++) {
                disk.holds(1);
            }
            givenUp += couldBeRead && !disk.holds(1) ? 1 : 0;
            assertThat(disk.faults.injected()).isOne();
        }
        assertThat(givenUp).isPositive();
    }
}
