package io.balsa.benchmarks.load;

import io.balsa.benchmarks.peer.Replies;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * When each command was due, and how long after that its answer came. Answers may come on any thread, everything else belongs to
 * the sender, one thread; where answers come on that too, they cost no exchange between threads. Where a thread of the peer's brings
 * them, what is done here is done at its cost: the first that does, as a rule the only one, shares no counter with others.
 */
final class Recording implements Replies {
    /** Most commands under way. */
    static final int MOST_UNDER_WAY = 1 << 20;

    /** Latencies beyond count as this long. */
    static final long MOST_NS = 60_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 3;

    private final long[] dueNs = new long[MOST_UNDER_WAY];
    private final Recorder recorder = new Recorder(MOST_NS, SIGNIFICANT_DIGITS);
    private final Histogram sendersOwn = new Histogram(MOST_NS, SIGNIFICANT_DIGITS);
    private final SingleWriterRecorder bringersOwn = new SingleWriterRecorder(MOST_NS, SIGNIFICANT_DIGITS);
    private final AtomicReference<@Nullable Thread> bringer = new AtomicReference<>();
    private final AtomicLong answeredByBringer = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private long answeredToSender;
    private volatile @Nullable Thread sender;
    private volatile @Nullable Thread sleeping;
    private volatile @Nullable String failure;
    private volatile @Nullable String wrongAnswer;
    private volatile long firstMeasured = Long.MAX_VALUE;
    private volatile long endMeasured = Long.MAX_VALUE;

    /** A command is about to be sent that should have been sent at {@code atNs}. */
    void due(long token, long atNs) {
        dueNs[(int) token & MOST_UNDER_WAY - 1] = atNs;
    }

    @Override
    public void onReply(long token) {
        boolean isMeasured = token >= firstMeasured && token < endMeasured;
        long dueAtNs = dueNs[(int) token & MOST_UNDER_WAY - 1];
        Thread present = Thread.currentThread();
        if (present == sender) {
            if (isMeasured) {
                sendersOwn.recordValue(since(dueAtNs));
            }
            answeredToSender++;
        } else if (isBringer(present)) {
            if (isMeasured) {
                bringersOwn.recordValue(since(dueAtNs));
            }
            answeredByBringer.set(answeredByBringer.getPlain() + 1);
            wakeSender();
        } else {
            if (isMeasured) {
                recorder.recordValue(since(dueAtNs));
            }
            answered.incrementAndGet();
            wakeSender();
        }
    }

    private boolean isBringer(Thread present) {
        Thread known = bringer.get();
        return known == present || known == null && bringer.compareAndSet(null, present);
    }

    private void wakeSender() {
        Thread sleeper = sleeping;
        if (sleeper != null) {
            sleeping = null;
            LockSupport.unpark(sleeper);
        }
    }

    private static long since(long dueAtNs) {
        return Math.clamp(System.nanoTime() - dueAtNs, 0, MOST_NS);
    }

    /** Sleeps until more commands than that are answered, or for so long. The sender only. */
    void sleepUntilMoreThan(long commands, long atMostNs) {
        sleeping = Thread.currentThread();
        // An answer from now on sees who sleeps, an earlier one is seen here.
        if (answered() == commands) {
            LockSupport.parkNanos(this, atMostNs);
        }
        sleeping = null;
    }

    @Override
    public void onFailure(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    @Override
    public void onWrongAnswer(String what) {
        wrongAnswer = what;
    }

    /** From that command on latencies count. */
    void measureFrom(long token) {
        recorder.reset();
        bringersOwn.reset();
        sendersOwn.reset();
        sender = Thread.currentThread();
        endMeasured = Long.MAX_VALUE;
        firstMeasured = token;
    }

    /** From that command on they count no more. */
    void measureTo(long token) {
        endMeasured = token;
    }

    /** What was recorded since {@link #measureFrom}, or since the last call. */
    Histogram latencies() {
        Histogram latencies = recorder.getIntervalHistogram();
        latencies.add(bringersOwn.getIntervalHistogram());
        latencies.add(sendersOwn);
        sendersOwn.reset();
        return latencies;
    }

    /** Commands that were answered, ever. */
    long answered() {
        return answered.get() + answeredByBringer.get() + answeredToSender;
    }

    /**
     * @throws CommandsLostException when a command was refused or lost
     * @throws IllegalStateException when an answer was wrong
     */
    void requireSound() {
        if (wrongAnswer != null) {
            throw new IllegalStateException(wrongAnswer);
        }
        if (failure != null) {
            throw new CommandsLostException("the measurement is void: " + failure);
        }
    }
}
