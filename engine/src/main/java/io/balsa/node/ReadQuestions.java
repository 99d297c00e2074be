package io.balsa.node;

/**
 * Questions of {@link Queries} that are under way, oldest first. Each stands for the reads up to a position, and is known by
 * a number that rises: a leader's round, or a follower's question to the leader. Loop thread.
 */
final class ReadQuestions {
    private static final long NO_ANSWER = -1;

    private final int mask;
    private final long[] positions;
    private final long[] numbers;
    private final long[] readIndices;
    private final long[] askedAtNs;
    private long oldest;
    private long next;

    /** @param capacity a power of two */
    ReadQuestions(int capacity) {
        mask = capacity - 1;
        positions = new long[capacity];
        numbers = new long[capacity];
        readIndices = new long[capacity];
        askedAtNs = new long[capacity];
    }

    boolean isEmpty() {
        return oldest == next;
    }

    boolean isFull() {
        return next - oldest > mask;
    }

    /** A question for the reads before {@code position}. */
    void add(long position, long number, long nowNs) {
        int slot = (int) next & mask;
        positions[slot] = position;
        numbers[slot] = number;
        readIndices[slot] = NO_ANSWER;
        askedAtNs[slot] = nowNs;
        next++;
    }

    /** The read index of the question added last. */
    void answerNewest(long readIndex) {
        readIndices[(int) (next - 1) & mask] = readIndex;
    }

    /** An answer to one question answers those before it: it came later, and so reflects at least as much. */
    void answerUpTo(long number, long readIndex) {
        for (long i = oldest; i < next && numbers[(int) i & mask] <= number; i++) {
            if (readIndices[(int) i & mask] == NO_ANSWER) {
                readIndices[(int) i & mask] = readIndex;
            }
        }
    }

    /** Whether a question of that number is under way. */
    boolean isAsked(long number) {
        return !isEmpty() && number >= numbers[(int) oldest & mask] && number <= numbers[(int) (next - 1) & mask];
    }

    /** Whether the oldest has its answer: its number is confirmed, its read index known and applied. */
    boolean isAnswered(long confirmedNumber, long appliedIndex) {
        int slot = (int) oldest & mask;
        return !isEmpty()
                && numbers[slot] <= confirmedNumber
                && readIndices[slot] != NO_ANSWER
                && readIndices[slot] <= appliedIndex;
    }

    /** Whether the oldest waits for an answer since before {@code timeNs}. */
    boolean isOlderThan(long timeNs) {
        int slot = (int) oldest & mask;
        return !isEmpty() && readIndices[slot] == NO_ANSWER && askedAtNs[slot] - timeNs < 0;
    }

    /** Removes the oldest. @return the position before which its reads are */
    long takeOldest() {
        return positions[(int) oldest++ & mask];
    }

    void clear() {
        oldest = next;
    }
}
