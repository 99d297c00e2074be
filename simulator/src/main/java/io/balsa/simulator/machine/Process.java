package io.balsa.simulator.machine;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.StateMachine;
import io.balsa.config.LimitsConfig;
import io.balsa.config.RaftConfig;
import io.balsa.journal.JournalConfig;
import io.balsa.journal.RecordJournal;
import io.balsa.node.CallForms;
import io.balsa.node.Clocks;
import io.balsa.node.Loop;
import io.balsa.node.LoopSetup;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;

/** One life of a node: the journal and the loop that production runs, over a simulated disk, network and clock. */
public final class Process {
    private final Loop loop;
    private final CallForms calls;
    private final SimTransport transport;
    private final SimJournalThreads threads;
    private final Recovered recovered;

    /** What a node has in all its lives. */
    public record Machine(EventQueue time, SimNetwork network, SimStore store, DiskPace pace, VirtualClock clock) {}

    /** What a node is told at the beginning of a life. */
    public record Settings(
            NodeIdentity identity, Membership members, RaftConfig raft, LimitsConfig limits, JournalConfig journal) {}

    /** Who is told what happens. {@code wake}: there may be something to do. */
    public record Ears(StateMachine stateMachine, RaftListener listener, JournalEar journal, Runnable wake) {}

    /**
     * Recovers what the disk holds and begins a life.
     *
     * @throws io.balsa.spi.JournalException when the disk cannot be used
     */
    public static Process start(Machine machine, Settings settings, Ears ears, Chance chance) {
        SimJournalThreads threads = new SimJournalThreads(machine.time(), machine.store(), machine.pace(), ears.wake());
        RecordJournal journal = new RecordJournal(machine.store(), settings.identity(), settings.journal(), threads);
        Clocks clocks = new Clocks(machine.clock()::monotonicNs, machine.clock()::wallMs, chance::nextLong);
        int nodeId = settings.identity().nodeId();
        SimTransport transport = new SimTransport(machine.network(), nodeId, ears.wake());
        try {
            Loop loop = new Loop(new LoopSetup(
                    settings.identity(),
                    settings.members(),
                    settings.raft(),
                    settings.limits(),
                    new JournalTap(journal, ears.journal()),
                    transport,
                    ears.stateMachine(),
                    ears.listener(),
                    clocks));
            return new Process(loop, new CallForms(loop, clocks.monotonic()), transport, threads, journal);
        } catch (RuntimeException failure) {
            transport.close();
            throw failure;
        }
    }

    private Process(
            Loop loop, CallForms calls, SimTransport transport, SimJournalThreads threads, RecordJournal journal) {
        this.loop = loop;
        this.calls = calls;
        this.transport = transport;
        this.threads = threads;
        this.recovered = journal.recovered();
    }

    public Loop loop() {
        return loop;
    }

    public CallForms calls() {
        return calls;
    }

    /** What it found on its disk when it began. */
    public Recovered recovered() {
        return recovered;
    }

    /** Ends at once and says nothing to anybody. */
    public void kill() {
        threads.kill();
        transport.close();
    }

    /** Ends in good order. */
    public void stop() {
        loop.finish(true);
    }
}
