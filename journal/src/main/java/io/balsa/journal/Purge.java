package io.balsa.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Deletes segments once the record that says so is durable and no read may need them, lowest first, so that what remains
 * after a crash has no gap; what could not be deleted goes first the next time. Loop thread; the deleting itself runs elsewhere.
 */
final class Purge {
    private static final System.Logger LOG = System.getLogger(Purge.class.getName());

    private final RecordStore store;
    private final JournalThreads threads;
    private long dueAt = Long.MAX_VALUE;
    private long[] segments = {};
    /** What could not be deleted. */
    private long[] left = {};

    private volatile boolean deleting;

    Purge(RecordStore store, JournalThreads threads) {
        this.store = store;
        this.threads = threads;
    }

    /** Segments of {@code held} below {@code lowest} may go once {@code position} is durable. */
    void after(long position, long[] held, long lowest) {
        segments = LongStream.concat(
                        Arrays.stream(dueAt == Long.MAX_VALUE ? new long[0] : segments), Arrays.stream(held))
                .filter(segment -> segment < lowest)
                .distinct()
                .toArray();
        dueAt = position;
    }

    /** Deletes what is due. */
    void poll(long durable, int readsUnderWay) {
        if (durable < dueAt || readsUnderWay > 0 || deleting) {
            return;
        }
        long[] due =
                LongStream.concat(Arrays.stream(left), Arrays.stream(segments)).toArray();
        dueAt = Long.MAX_VALUE;
        deleting = true;
        threads.execute(() -> delete(due));
    }

    private void delete(long[] due) {
        int deleted = 0;
        try {
            for (; deleted < due.length; deleted++) {
                store.delete(due[deleted]);
            }
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "a purged journal file stays for now: " + failure.getMessage());
        } finally {
            left = Arrays.copyOfRange(due, deleted, due.length);
            deleting = false;
        }
    }
}
