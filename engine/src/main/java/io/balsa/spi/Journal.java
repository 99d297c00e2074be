package io.balsa.spi;

import org.agrona.DirectBuffer;

/**
 * The durable record of one node: entries, truncations, and (term, vote), in one stream, so that they can never be
 * reordered.
 *
 * <p>Every write returns at once with a <em>position</em>: the length in bytes of the stream up to and including it, rising
 * for the life of the journal. A write is durable once {@link #poll} has reported a position at or beyond its own. What
 * "durable" survives is the journal's {@link #durability()}.
 *
 * <p>Fail-stop: once a write or a sync failed, every later call that writes or polls throws {@link JournalException}, and
 * no later position is ever reported.
 *
 * <p>All methods are called by the loop thread. Implementations may use threads of their own for syncs and cold reads and
 * hand the results over in {@link #poll}.
 */
public interface Journal extends AutoCloseable {
    /** What the journal held when it was opened. Constant. */
    Recovered recovered();

    /** The level of durability in force, as shown to users: {@code fsync}, {@code page-cache}, {@code memory}. */
    String durability();

    /**
     * Appends entries: a run of templates {@code Entry}, back to back, consecutive in index, beginning right after the last
     * index of the journal.
     *
     * @param frames     buffer that holds them; not kept beyond the call
     * @param offset     of the first
     * @param length     of all, in bytes; a multiple of 8
     * @param firstIndex of the run
     * @param lastIndex  of the run
     * @return the position after the write
     */
    long append(DirectBuffer frames, int offset, int length, long firstIndex, long lastIndex);

    /**
     * Removes every entry from {@code fromIndex} on; nothing removed may ever come back.
     *
     * @return the position after the write
     */
    long truncateFrom(long fromIndex);

    /**
     * Records term and vote, together.
     *
     * @param votedFor node id; 0 for nobody
     * @return the position after the write
     */
    long storeVote(long term, int votedFor);

    /**
     * Marks the end of the writes of one turn: what was written so far should become durable soon. One sync covers all that
     * accumulated while the last one ran.
     */
    void flush();

    /**
     * Reports what happened since the last call.
     *
     * @return the number of reports made
     */
    int poll(JournalEvents events);

    /**
     * Has {@code listener} run whenever {@link #poll} has more to report than before, by the thread that made it so; it returns at
     * once. Called before the first write, at most once.
     */
    default void onProgress(Runnable listener) {}

    /**
     * Asks for entries that are no longer in memory. They are reported by {@link #poll}, at most {@code maxBytes} of them
     * but at least one, beginning at {@code fromIndex}. The caller checks that they were not truncated meanwhile; of a read
     * whose entries were, nothing may be left, and it is reported with length 0. Every read is reported exactly once. One
     * read per token may be under way.
     *
     * @param token     of the caller's choice, reported with the entries
     * @param fromIndex first index wanted; in the journal
     * @param toIndex   last index wanted, inclusive; in the journal
     */
    void read(long token, long fromIndex, long toIndex, int maxBytes);

    /** Drops entries below {@code index} where whole files can go; what remains may begin lower. */
    void purgeBefore(long index);

    /**
     * Makes what was written durable as far as still possible, releases the directory, and waits a bounded time for helper
     * threads. Idempotent.
     */
    @Override
    void close();
}
