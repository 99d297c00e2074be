package io.balsa.server.demo;

import io.balsa.server.cluster.NodeProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Writers that together set so many keys, each its own, each key once, and remember what was acknowledged. Each writer has a
 * connection and sends batches; when its node fails it goes to the next.
 */
final class Load {
    private final List<Writer> writers = new ArrayList<>();
    private final CountDownLatch finished;
    final LongAdder acknowledged = new LongAdder();
    /** Commands that will not be sent again: acknowledged, or of unknown outcome. */
    final LongAdder settled = new LongAdder();

    /** Sent at or after this time counts for {@link #firstAfterNs}; {@link Long#MAX_VALUE} while it does not matter. */
    private volatile long markNs = Long.MAX_VALUE;

    private final AtomicLong firstAfterNs = new AtomicLong();
    private final long startedNs;

    Load(List<NodeProcess> nodes, Plan plan) {
        finished = new CountDownLatch(plan.writers());
        startedNs = System.nanoTime();
        for (int i = 0; i < plan.writers(); i++) {
            writers.add(new Writer(this, i, nodes, plan));
        }
    }

    /**
     * How much and in what portions.
     *
     * @param commands   of all writers together
     * @param writers    connections
     * @param batch      commands that one sends before it waits for the answers
     * @param valueBytes of each value
     */
    record Plan(int commands, int writers, int batch, int valueBytes) {
        int perWriter() {
            return Math.ceilDiv(commands, writers);
        }

        int total() {
            return perWriter() * writers;
        }
    }

    void start() {
        for (Writer writer : writers) {
            Thread.ofVirtual().name("writer-" + writer.number()).start(() -> {
                try {
                    writer.run();
                } finally {
                    finished.countDown();
                }
            });
        }
    }

    boolean isFinished() {
        return finished.getCount() == 0;
    }

    List<Writer> writers() {
        return writers;
    }

    long startedNs() {
        return startedNs;
    }

    /** From now on looks out for the first command that is both sent and acknowledged. */
    void mark() {
        firstAfterNs.set(0);
        markNs = System.nanoTime();
    }

    /** Time from {@link #mark} to the first acknowledgement of a command sent after it; 0 while there is none. */
    long recoveredAfterNs() {
        long first = firstAfterNs.get();
        return first == 0 ? 0 : first - markNs;
    }

    void onAcknowledged(long sentNs, long nowNs) {
        acknowledged.increment();
        settled.increment();
        if (sentNs - markNs >= 0 && markNs != Long.MAX_VALUE) {
            firstAfterNs.compareAndSet(0, nowNs);
        }
    }

    /** Whether a command sent then counts for the latency of calm times. */
    boolean isCalm() {
        return markNs == Long.MAX_VALUE;
    }

    /** Latencies before the mark. */
    Histogram calmLatencies() {
        Histogram sum = Writer.histogram();
        writers.forEach(writer -> sum.add(writer.calmLatencies()));
        return sum;
    }
}
