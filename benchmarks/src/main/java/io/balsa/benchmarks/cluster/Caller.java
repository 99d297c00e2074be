package io.balsa.benchmarks.cluster;

import io.balsa.RaftNode;
import io.balsa.api.OutcomeHandler;
import io.balsa.api.Reason;
import java.nio.ByteBuffer;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One caller that keeps a window of commands under way through the callback form of submit: it submits as long as the window
 * is open, and yields while it is not. It shares the processors with the loops, as a caller in the same process does.
 *
 * <p>The methods belong to the caller's thread, what {@link OutcomeHandler} asks for to the leader's loop.
 */
public final class Caller implements OutcomeHandler {
    /** Latencies beyond count as this long. A histogram with a limit allocates nothing on the loop that is measured. */
    static final long MOST_NS = 60_000_000_000L;
    /** Of a histogram of latencies. */
    static final int SIGNIFICANT_DIGITS = 3;

    private final RaftNode node;
    private final UnsafeBuffer command;
    private final int window;
    private final long[] submittedAtNs;
    private final int mask;
    private long submitted;
    private volatile long completed;
    private volatile @Nullable Reason failure;
    private volatile @Nullable SingleWriterRecorder latencies;

    /**
     * @param payload bytes of a command
     * @param window  most commands under way
     */
    public Caller(RaftNode node, int payload, int window) {
        this.node = node;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        this.window = window;
        this.submittedAtNs = new long[BitUtil.findNextPositivePowerOfTwo(window)];
        this.mask = submittedAtNs.length - 1;
    }

    /** From now on, the latency of each command in nanoseconds, at most {@link #MOST_NS}, goes there; null ends it. */
    public void record(@Nullable SingleWriterRecorder recorder) {
        latencies = recorder;
    }

    /** Commands whose outcome is known. */
    public long completed() {
        return completed;
    }

    /** Waits until the window is open, and submits one command. */
    public void submit() {
        while (submitted - completed >= window) {
            rest();
        }
        submittedAtNs[(int) submitted & mask] = System.nanoTime();
        while (!node.submit(command, 0, command.capacity(), submitted, this)) {
            rest();
        }
        submitted++;
    }

    /** Waits until nothing is under way. */
    public void awaitAll() {
        while (completed < submitted) {
            rest();
        }
    }

    private void rest() {
        Reason reason = failure;
        if (reason != null) {
            throw new IllegalStateException("a command was not applied: " + reason);
        }
        // On fewer processors than threads a spin keeps a loop from answering.
        Thread.yield();
    }

    @Override
    public void onApplied(long correlationId, long index, DirectBuffer result, int offset, int length) {
        SingleWriterRecorder recorder = latencies;
        if (recorder != null) {
            long latencyNs = System.nanoTime() - submittedAtNs[(int) correlationId & mask];
            recorder.recordValue(Math.min(latencyNs, MOST_NS));
        }
        completed = correlationId + 1;
    }

    @Override
    public void onNotAppended(long correlationId, Reason reason) {
        failure = reason;
    }

    @Override
    public void onUnknown(long correlationId, Reason reason) {
        failure = reason;
    }
}
