package io.balsa.benchmarks.core;

import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.EntryType;
import io.balsa.core.Envelope;
import io.balsa.core.Raft;
import io.balsa.spi.EntryFrame;
import io.balsa.spi.JournalEvents;
import io.balsa.spi.NodeIdentity;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A follower under load: for each append it looks at every byte, takes the entries over, persists, and acknowledges what is
 * durable. The time is for one entry of a 256-byte command. A fresh follower hears the same appends in every invocation,
 * because a log only grows; what building it allocates is counted too, divided by all the entries.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FollowerBenchmark implements JournalEvents {
    private static final int ENTRIES = 1 << 16;
    private static final int PAYLOAD_LENGTH = 256;
    private static final int FRAME_LENGTH = EntryFrame.frameLength(PAYLOAD_LENGTH);
    private static final int HEAD_LENGTH =
            Envelope.LENGTH + AppendEntriesEncoder.BLOCK_LENGTH + AppendEntriesEncoder.framesHeaderLength();
    private static final long TERM = 1;

    /** Entries in an append. */
    @Param({"1", "16", "256"})
    private int batch;

    private final Envelope envelope = new Envelope(new NodeIdentity(CoreSetup.CLUSTER, 0, CoreSetup.LEADER), 1);
    private final SilentTransport transport = new SilentTransport();
    private UnsafeBuffer appends = new UnsafeBuffer(0, 0);
    private int appendLength;
    private CountingJournal journal = new CountingJournal();
    private Raft raft = CoreSetup.raft(CoreSetup.FOLLOWER, journal, transport);

    @Setup
    public void writeAppends() {
        appendLength = HEAD_LENGTH + batch * FRAME_LENGTH;
        appends = new UnsafeBuffer(ByteBuffer.allocateDirect(ENTRIES / batch * appendLength));
        for (int first = 1; first <= ENTRIES; first += batch) {
            writeAppend((first - 1) / batch * appendLength, first);
        }
    }

    private void writeAppend(int offset, long firstIndex) {
        UnsafeBuffer append = new UnsafeBuffer(appends, offset, appendLength);
        envelope.write(append, CoreSetup.FOLLOWER, AppendEntriesEncoder.TEMPLATE_ID, AppendEntriesEncoder.BLOCK_LENGTH);
        new AppendEntriesEncoder()
                .wrap(append, Envelope.LENGTH)
                .term(TERM)
                .requestId(firstIndex)
                .prevLogIndex(firstIndex - 1)
                .prevLogTerm(firstIndex == 1 ? 0 : TERM)
                .leaderCommit(firstIndex - 1)
                .readRound(0)
                .entryCount(batch);
        append.putInt(
                HEAD_LENGTH - AppendEntriesEncoder.framesHeaderLength(),
                batch * FRAME_LENGTH,
                AppendEntriesEncoder.BYTE_ORDER);
        EntryFrame.Writer writer = new EntryFrame.Writer().origin(1, 1, 1);
        UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD_LENGTH]);
        for (int i = 0; i < batch; i++) {
            int at = HEAD_LENGTH + i * FRAME_LENGTH;
            writer.write(append, at, EntryType.COMMAND, firstIndex + i, TERM, command);
        }
    }

    @Setup(Level.Invocation)
    public void beginAgain() {
        journal = new CountingJournal();
        raft = CoreSetup.raft(CoreSetup.FOLLOWER, journal, transport);
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long takeOver() {
        long nowNs = 0;
        for (int offset = 0; offset < appends.capacity(); offset += appendLength) {
            nowNs += 1_000;
            raft.onTick(nowNs);
            raft.onMessage(appends, offset, appendLength);
            raft.replicate();
            raft.persist();
            journal.poll(this);
            raft.acknowledge();
            raft.commit();
        }
        if (raft.durableIndex() != ENTRIES) {
            throw new IllegalStateException("the follower holds " + raft.durableIndex() + " of " + ENTRIES);
        }
        return raft.commitIndex();
    }

    @Override
    public void onDurable(long position) {
        raft.onDurable(position);
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer frames, int offset, int length) {}
}
