package io.balsa.journal;

import io.balsa.spi.JournalEvents;
import io.balsa.spi.JournalException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads of entries that left memory, each a task of its own, handed back to the loop. */
final class ColdReads {
    private final RecordStore store;
    private final JournalThreads threads;
    private final Queue<ColdRead> done = new ConcurrentLinkedQueue<>();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private volatile Runnable listener = () -> {};
    private int underWay;

    ColdReads(RecordStore store, JournalThreads threads) {
        this.store = store;
        this.threads = threads;
    }

    /** Run after each read, by the thread that read. */
    void onProgress(Runnable newListener) {
        listener = newListener;
    }

    /** Starts a read. Loop thread. */
    void start(ColdRead read) {
        underWay++;
        threads.execute(() -> run(read));
    }

    private void run(ColdRead read) {
        try (SegmentBytes bytes = store.read(read.segment())) {
            read.run(bytes);
        } catch (IOException | RuntimeException | InternalError cause) {
            read.fail(new JournalException(
                    "entries from index " + read.fromIndex() + " could not be read from " + store.nameOf(read.segment())
                            + ": " + cause.getMessage(),
                    cause));
        } finally {
            done.add(read);
            listener.run();
        }
    }

    /** Delivers what is done; throws the failure of a read. Loop thread. */
    int poll(JournalEvents events) {
        int count = 0;
        for (ColdRead read = done.poll(); read != null; read = done.poll()) {
            underWay--;
            count++;
            read.deliver(events, view);
        }
        return count;
    }

    /** Reads that were started and not delivered. Loop thread. */
    int underWay() {
        return underWay;
    }
}
