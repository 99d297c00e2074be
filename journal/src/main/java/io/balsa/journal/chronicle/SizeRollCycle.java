package io.balsa.journal.chronicle;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.RollCycleArithmetic;

/**
 * One cycle for each segment. Chronicle rolls when its clock enters another cycle; the clock is ours and stands still until a
 * segment is full. Spacing is so wide that Chronicle writes its index once, before the first record: after it every record
 * follows the one before with four bytes between them.
 */
enum SizeRollCycle implements RollCycle {
    INSTANCE;

    static final int LENGTH_MS = 1_000;
    private static final int INDEX_COUNT = 8;
    private static final int INDEX_SPACING = 1 << 26;
    private static final RollCycleArithmetic ARITHMETIC = RollCycleArithmetic.of(INDEX_COUNT, INDEX_SPACING);

    @Override
    public String format() {
        return SegmentFiles.NAME_FORMAT;
    }

    @Override
    public int lengthInMillis() {
        return LENGTH_MS;
    }

    @Override
    public int defaultIndexCount() {
        return INDEX_COUNT;
    }

    @Override
    public int defaultIndexSpacing() {
        return INDEX_SPACING;
    }

    @Override
    public long toIndex(int cycle, long sequenceNumber) {
        return ARITHMETIC.toIndex(cycle, sequenceNumber);
    }

    @Override
    public long toSequenceNumber(long index) {
        return ARITHMETIC.toSequenceNumber(index);
    }

    @Override
    public int toCycle(long index) {
        return ARITHMETIC.toCycle(index);
    }

    @Override
    public long maxMessagesPerCycle() {
        return ARITHMETIC.maxMessagesPerCycle();
    }
}
