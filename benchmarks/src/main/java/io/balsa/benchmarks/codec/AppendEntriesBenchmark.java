package io.balsa.benchmarks.codec;

import io.balsa.codec.AppendEntriesDecoder;
import io.balsa.codec.AppendEntriesEncoder;
import io.balsa.codec.MessageHeaderDecoder;
import io.balsa.core.Envelope;
import io.balsa.spi.NodeIdentity;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The head of an AppendEntries, envelope included: what is paid once for each message, whatever it carries. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AppendEntriesBenchmark {
    private static final int PEER = 2;

    private final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
    private final Envelope envelope = new Envelope(new NodeIdentity("benchmark", 0, 1), 7);
    private final AppendEntriesEncoder encoder = new AppendEntriesEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AppendEntriesDecoder decoder = new AppendEntriesDecoder();
    private long index;

    /** Begins with a frame that can be decoded. */
    public AppendEntriesBenchmark() {
        encode();
    }

    @Benchmark
    public int encode() {
        envelope.write(frame, PEER, AppendEntriesEncoder.TEMPLATE_ID, AppendEntriesEncoder.BLOCK_LENGTH);
        index++;
        encoder.wrap(frame, Envelope.LENGTH)
                .term(3)
                .requestId(index)
                .prevLogIndex(index)
                .prevLogTerm(3)
                .leaderCommit(index - 1)
                .readRound(0)
                .entryCount(16);
        frame.putInt(encoder.limit(), 0, AppendEntriesEncoder.BYTE_ORDER);
        return encoder.limit();
    }

    @Benchmark
    public long decode() {
        header.wrap(frame, 0);
        decoder.wrap(frame, Envelope.LENGTH, header.blockLength(), header.version());
        return header.clusterId()
                + header.sender()
                + header.senderIncarnation()
                + decoder.term()
                + decoder.requestId()
                + decoder.prevLogIndex()
                + decoder.prevLogTerm()
                + decoder.leaderCommit()
                + decoder.readRound()
                + decoder.entryCount()
                + decoder.framesLength();
    }
}
