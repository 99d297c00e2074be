package io.balsa.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordQueueTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void recordsKeepTheirBytesAndPositionsWhateverIsReleasedFirst(long seed) {
        Random random = new Random(seed);
        RecordQueue queue = new RecordQueue(64, 4096);
        Map<Long, byte[]> expected = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(5) < 3) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                long position = queue.claim(bytes.length);
                if (position != RecordQueue.FULL) {
                    queue.buffer().putBytes(queue.offset(position), bytes);
                    assertThat(expected.put(position, bytes)).isNull();
                }
            } else if (!expected.isEmpty()) {
                Long[] positions = expected.keySet().toArray(Long[]::new);
                long position = positions[random.nextInt(Math.min(4, positions.length))];
                queue.release(position);
                expected.remove(position);
            }
            assertHolds(queue, expected);
        }
    }

    private static void assertHolds(RecordQueue queue, Map<Long, byte[]> expected) {
        assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
        int found = 0;
        for (long at = queue.head(); at < queue.tail(); at = queue.after(at)) {
            if (queue.isInUse(at)) {
                byte[] bytes = expected.get(at);
                byte[] present = new byte[bytes.length];
                queue.buffer().getBytes(queue.offset(at), present);
                assertThat(Arrays.equals(present, bytes)).isTrue();
                found++;
            }
        }
        assertThat(found).isEqualTo(expected.size());
    }

    @Test
    void theLimitIsKept() {
        RecordQueue queue = new RecordQueue(64, 1024);
        int claimed = 0;
        while (queue.claim(24) != RecordQueue.FULL) {
            claimed++;
        }
        assertThat(claimed).isEqualTo(1024 / 32);
        assertThat(queue.size()).isEqualTo(1024);
    }

    @Test
    void aRecordLongerThanTheLimitNeverFits() {
        assertThat(new RecordQueue(64, 1024).claim(2000)).isEqualTo(RecordQueue.FULL);
    }

    @Test
    void anEmptyQueueTakesTheLongestRecordWhereverItStands() {
        RecordQueue queue = new RecordQueue(1024, 1024);
        for (int i = 0; i < 100; i++) {
            long small = queue.claim(8);
            queue.release(small);
            long longest = queue.claim(1016);
            assertThat(longest).isNotEqualTo(RecordQueue.FULL);
            queue.release(longest);
        }
    }
}
