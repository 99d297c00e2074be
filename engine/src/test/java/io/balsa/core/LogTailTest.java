package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.codec.EntryType;
import io.balsa.spi.EntryFrame;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LogTailTest {
    private static final int CAPACITY = 1 << 10;
    private static final int ENTRIES = 1 << 3;

    private final EntryFrame.Writer writer = new EntryFrame.Writer();
    private final EntryFrame view = new EntryFrame();

    private void put(LogTail tail, long index, long term, int payloadLength) {
        int length = EntryFrame.frameLength(payloadLength);
        int at = tail.claim(length, Long.MAX_VALUE);
        writer.origin(0, term, 0);
        writer.write(tail.buffer(), at, EntryType.COMMAND, index, term, new UnsafeBuffer(new byte[payloadLength]));
    }

    @Test
    void beginsEmptyRightAfterTheRecoveredLog() {
        LogTail tail = new LogTail(CAPACITY, ENTRIES, 41);
        assertThat(tail.contains(41)).isFalse();
        assertThat(tail.contains(42)).isFalse();
        assertThat(tail.bytesFrom(42)).isZero();
        put(tail, 42, 1, 10);
        assertThat(tail.contains(42)).isTrue();
        assertThat(tail.bytesFrom(42)).isEqualTo(72);
        assertThat(tail.bytesFrom(1)).isEqualTo(72);
    }

    /** Against a map: whatever is put and truncated, what it says it contains is what was put, and runs are whole. */
    @Test
    void agreesWithAMapOfEntries() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long first = random.nextInt(3) * (1L << 33);
            LogTail tail = new LogTail(CAPACITY, ENTRIES, first);
            TreeMap<Long, Long> model = new TreeMap<>();
            long last = first;
            for (int step = 1; step <= 100; step++) {
                if (random.nextInt(6) > 0 || last == first) {
                    last++;
                    put(tail, last, step, random.nextInt(random.nextBoolean() ? 40 : CAPACITY - 56));
                    model.put(last, (long) step);
                } else {
                    long from = last - random.nextInt((int) Math.min(last - first, 10));
                    tail.truncateFrom(from);
                    model.tailMap(from, true).clear();
                    last = from - 1;
                }
                compare(tail, model, random);
            }
        }
    }

    private void compare(LogTail tail, TreeMap<Long, Long> model, Random random) {
        long held = 0;
        long bytes = 0;
        for (var entry : model.descendingMap().entrySet()) {
            long index = entry.getKey();
            if (!tail.contains(index)) {
                break;
            }
            held++;
            assertThat(tail.entryAt(index, view).index()).isEqualTo(index);
            assertThat(view.term()).isEqualTo(entry.getValue());
            bytes += view.frameLength();
            assertThat(tail.bytesFrom(index)).isBetween(bytes, (long) CAPACITY);
        }
        assertThat(held).isLessThanOrEqualTo(ENTRIES);
        if (held > 0) {
            compareRun(tail, model.lastKey() - random.nextInt((int) held), model.lastKey(), random.nextInt(CAPACITY));
        }
    }

    /** A run begins where it should, is as long as it can be, and lies in one piece. */
    private void compareRun(LogTail tail, long from, long to, int maxBytes) {
        long last = tail.run(from, to, maxBytes);
        int offset = tail.runOffset();
        int length = 0;
        for (long index = from; index <= last; index++) {
            assertThat(view.wrap(tail.buffer(), offset + length).index()).isEqualTo(index);
            length += view.frameLength();
        }
        assertThat(tail.runLength()).isEqualTo(length);
        assertThat(offset + length).isLessThanOrEqualTo(CAPACITY);
        assertThat(length <= maxBytes || last == from).isTrue();
        if (last < to) {
            int next = tail.offsetOf(last + 1);
            boolean wraps = next != offset + length;
            assertThat(wraps || length + tail.entryAt(last + 1, view).frameLength() > maxBytes)
                    .as("the run ends for a reason")
                    .isTrue();
        }
    }

    /** The newest entries stay as long as bytes and slots allow: a small one pushes out no more than it must. */
    @Test
    void pushesOutOnlyWhatItMust() {
        LogTail tail = new LogTail(CAPACITY, 1 << 6, 0);
        for (long index = 1; index <= 16; index++) {
            put(tail, index, 1, 8);
        }
        assertThat(tail.contains(1)).isTrue();
        assertThat(tail.firstIndexAfter(64)).isEqualTo(2);
        put(tail, 17, 1, 8);
        assertThat(tail.contains(1)).isFalse();
        assertThat(tail.contains(2)).isTrue();
        put(tail, 18, 1, 8 + 3 * 64);
        assertThat(tail.contains(5)).isFalse();
        assertThat(tail.contains(6)).isTrue();
    }

    @Test
    void holdsAnEntryAsLongAsItself() {
        LogTail tail = new LogTail(CAPACITY, ENTRIES, 0);
        put(tail, 1, 1, 10);
        put(tail, 2, 1, CAPACITY - 56);
        assertThat(tail.contains(1)).isFalse();
        assertThat(tail.entryAt(2, view).frameLength()).isEqualTo(CAPACITY);
        assertThatThrownBy(() -> tail.claim(CAPACITY + 8, 0)).isInstanceOf(BrokenInvariantException.class);
    }

    /** What is not in the journal yet must not be pushed out. */
    @Test
    void refusesToPushOutWhatMustStay() {
        LogTail tail = new LogTail(CAPACITY, ENTRIES, 0);
        for (long index = 1; index <= ENTRIES; index++) {
            put(tail, index, 1, 0);
        }
        assertThatThrownBy(() -> tail.claim(64, 1)).isInstanceOf(BrokenInvariantException.class);
        assertThat(tail.claim(64, 2)).isNotNegative();
    }
}
