package io.balsa.journal;

import io.balsa.spi.JournalException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One sync for all that was written while the last one ran. The loop requests, one other thread syncs, the loop reads the
 * watermark. A failure is kept and nothing is synced after it: a sync that failed once may report success the next time
 * although pages were lost.
 */
final class GroupCommit implements JournalThreads.Sync {
    private final RecordStore store;
    private final Queue<Long> rolled = new ConcurrentLinkedQueue<>();
    private volatile long segment;
    private volatile long requested;
    private volatile long durable;
    private volatile @Nullable JournalException failure;
    private volatile Runnable listener = () -> {};

    // Of the thread that syncs: what the present step covers.
    private long target;
    private long current;

    GroupCommit(RecordStore store, long position) {
        this.store = store;
        this.requested = position;
        this.durable = position;
    }

    /** The loop writes to another segment from now on; the one before must be synced first. */
    void segmentBegins(long next) {
        if (segment != 0) {
            rolled.add(segment);
        }
        segment = next;
    }

    /** Run after each sync, also one that failed, by the thread that syncs. */
    void onProgress(Runnable newListener) {
        listener = newListener;
    }

    /** Everything up to that position should become durable. */
    void request(long position) {
        requested = position;
    }

    @Override
    public boolean hasWork() {
        return requested > durable && failure == null;
    }

    @Override
    public void begin() {
        // In this order: a segment that rolls between the two reads is forced as the current one.
        target = requested;
        current = segment;
    }

    @Override
    public void complete() {
        try {
            for (Long before = rolled.poll(); before != null; before = rolled.poll()) {
                store.force(before);
            }
            store.force(current);
            store.mark(target);
            durable = target;
        } catch (IOException | RuntimeException | InternalError cause) {
            fail(new JournalException(
                    "a sync of " + store.nameOf(current) + " failed (" + cause.getMessage()
                            + "); nothing written after position " + durable + " is acknowledged, the node must stop",
                    cause));
        }
        listener.run();
    }

    /** Keeps the first failure. */
    void fail(JournalException cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Position up to which everything is durable. Any thread. */
    long durable() {
        return durable;
    }

    @Nullable
    JournalException failure() {
        return failure;
    }
}
