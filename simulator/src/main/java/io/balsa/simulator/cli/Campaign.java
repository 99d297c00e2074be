package io.balsa.simulator.cli;

import com.sun.management.OperatingSystemMXBean;
import io.balsa.simulator.nemesis.Result;
import io.balsa.simulator.nemesis.Run;
import io.balsa.simulator.nemesis.Tally;
import java.lang.management.ManagementFactory;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Many runs, one on each core at a time, until enough are done, the time is over, or one failed. */
final class Campaign {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Options options;
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final AtomicLong begun = new AtomicLong();
    private final LongAdder done = new LongAdder();
    private final LongAdder simulatedNs = new LongAdder();
    private final Tally tally = new Tally();
    private final TreeSet<Long> undecided = new TreeSet<>();
    private final ConcurrentLinkedQueue<Result> finished = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Result> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final long startNs = System.nanoTime();

    Campaign(Options options) {
        this.options = options;
    }

    /** Runs; calls {@code onProgress} now and then. @return the first run that failed, by seed; null when none did */
    @Nullable
    Result run(Runnable onProgress) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        for (int i = 0; i < cores; i++) {
            workers.execute(this::work);
        }
        workers.shutdown();
        while (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
            onProgress.run();
        }
        Throwable defect = broken.peek();
        if (defect != null) {
            throw new IllegalStateException("the simulator itself broke", defect);
        }
        return failures.stream()
                .min((one, other) ->
                        Long.compare(one.plan().seed(), other.plan().seed()))
                .orElse(null);
    }

    private void work() {
        try {
            for (long next = begun.getAndIncrement();
                    next < options.seeds() && mayBegin();
                    next = begun.getAndIncrement()) {
                Result result = Run.of(Options.drawn(options.from() + next, options.nodes()));
                done.increment();
                simulatedNs.add(result.simulatedNs());
                finished.add(result);
                if (!result.isOk()) {
                    failures.add(result);
                }
            }
        } catch (RuntimeException | Error e) {
            broken.add(e);
        }
    }

    private boolean mayBegin() {
        boolean inTime = options.minutes() == 0 || elapsedNs() < options.minutes() * MINUTE_NS;
        return inTime && failures.isEmpty() && broken.isEmpty();
    }

    long elapsedNs() {
        return System.nanoTime() - startNs;
    }

    /** What this whole process took of the processors since it began: runs, compiler, collector and the start of the JVM. */
    long processorNs() {
        return process.getProcessCpuTime();
    }

    long done() {
        return done.sum();
    }

    long simulatedNs() {
        return simulatedNs.sum();
    }

    /** Seeds whose histories are neither good nor bad, of the runs that {@link #tally} has taken in. One thread. */
    SortedSet<Long> undecided() {
        return undecided;
    }

    /** What there was in the runs that ended. One thread. */
    Tally tally() {
        for (Result result = finished.poll(); result != null; result = finished.poll()) {
            tally.add(result.tally());
            if (result.tally().undecided() > 0) {
                undecided.add(result.plan().seed());
            }
        }
        return tally;
    }
}
