package io.balsa.benchmarks.core;

import io.balsa.api.RoleName;
import io.balsa.core.Raft;
import io.balsa.spi.JournalEvents;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A turn of a leader under load: it hears both followers accept the batch before, frames a new batch of 256-byte commands,
 * replicates and persists it, learns that it is durable, and commits what a majority has. {@code commands} is the time for
 * each command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CommitRuleBenchmark implements JournalEvents {
    private static final int PAYLOAD_LENGTH = 256;
    private static final long TURN_NS = 1_000;

    /** Commands in a turn. */
    @Param({"1", "16", "256"})
    private int batch;

    private final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocateDirect(PAYLOAD_LENGTH));
    private final CountingJournal journal = new CountingJournal();
    private final ScriptedPeers peers = new ScriptedPeers();
    private final Raft raft = CoreSetup.raft(CoreSetup.LEADER, journal, peers);
    private long nowNs;

    /** What JMH relates the time to beside turns. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Committed {
        /** Commands committed. */
        public long commands;
    }

    @Setup
    public void lead() {
        turn(0);
        nowNs += 2 * CoreSetup.ELECTION_TIMEOUT_NS;
        for (int turn = 0; raft.role() != RoleName.LEADER; turn++) {
            if (turn > 100) {
                throw new IllegalStateException("nobody was elected");
            }
            turn(0);
        }
        // The opening entry is confirmed, and both followers are past probing.
        for (int turn = 0; turn < 10; turn++) {
            turn(1);
        }
    }

    @Benchmark
    public long commit(Committed committed) {
        long before = raft.commitIndex();
        turn(batch);
        committed.commands += raft.commitIndex() - before;
        return raft.commitIndex();
    }

    private void turn(int commands) {
        nowNs += TURN_NS;
        raft.onTick(nowNs);
        peers.answer(raft);
        for (int i = 0; i < commands; i++) {
            if (raft.append(1, 1, 1, command, 0, PAYLOAD_LENGTH) < 0) {
                throw new IllegalStateException("the leader refused a command");
            }
        }
        raft.replicate();
        raft.persist();
        journal.poll(this);
        raft.acknowledge();
        raft.commit();
    }

    @Override
    public void onDurable(long position) {
        raft.onDurable(position);
    }

    @Override
    public void onRead(long token, long first, long last, DirectBuffer frames, int offset, int length) {}
}
