package io.balsa.benchmarks.node;

import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The callers' ring as the engine uses it: claim, an id and 256 bytes, commit; the loop drains what is there in one call.
 * One thread does both, so this is what the ring costs in itself; {@code commands} is the time for each command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SubmitRingBenchmark implements MessageHandler {
    private static final int RING_BYTES = 16 * 1024 * 1024;
    private static final int PAYLOAD_LENGTH = 256;
    private static final int MESSAGE_TYPE = 1;

    /** Commands between two turns of the loop. */
    @Param({"1", "16", "256"})
    private int batch;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
            RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD_LENGTH]);
    private long sum;

    /** What JMH relates the time to beside batches. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Drained {
        /** Commands drained. */
        public long commands;
    }

    @Benchmark
    public long placeAndDrain(Drained drained) {
        for (int i = 0; i < batch; i++) {
            place(i);
        }
        drained.commands += ring.read(this, batch);
        return sum;
    }

    private void place(int id) {
        int index = ring.tryClaim(MESSAGE_TYPE, Integer.BYTES + PAYLOAD_LENGTH);
        if (index < 0) {
            throw new IllegalStateException("the ring is full");
        }
        AtomicBuffer target = ring.buffer();
        target.putInt(index, id);
        target.putBytes(index + Integer.BYTES, command, 0, PAYLOAD_LENGTH);
        ring.commit(index);
    }

    @Override
    public void onMessage(int type, MutableDirectBuffer buffer, int index, int length) {
        sum += buffer.getInt(index) + length;
    }
}
