package io.balsa.simulator;

import io.balsa.api.Membership;
import io.balsa.api.NodeStatus;
import io.balsa.api.PeerStatus;
import io.balsa.api.RoleName;
import io.balsa.core.Raft;
import io.balsa.node.Loop;
import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.PageCache;
import io.balsa.simulator.machine.Process;
import io.balsa.spi.Recovered;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member over all its lives: what a test does to it, and what can be seen of it. What is seen of a node that is down is
 * what it had when it ended; of one that could not even start, nothing but zeros.
 */
public final class Node {
    private final Simulation simulation;
    private final int id;
    private final Host host;
    private final Storage storage;
    private NodeOptions options;

    Node(Simulation simulation, int id, EventQueue time, Chance chance) {
        this.simulation = simulation;
        this.id = id;
        this.options = simulation.options().node();
        this.host = new Host(simulation, this, time, chance);
        this.storage = new Storage(time, host);
    }

    /** As in the configuration of the cluster. */
    public int id() {
        return id;
    }

    // Its lives.

    /** Whether its process runs, even if it is paused. */
    public boolean isUp() {
        return host.isUp();
    }

    /**
     * Begins a life, configured as in the last one.
     *
     * @return false when its disk does not allow it; {@link #failure} says why
     * @throws IllegalStateException when it is up
     */
    public boolean start() {
        return start(options);
    }

    /** As {@link #start()}, configured differently from now on. */
    public boolean start(NodeOptions other) {
        if (isUp()) {
            throw new IllegalStateException(this + " is up");
        }
        options = other;
        simulation.note("node %d starts", id);
        return host.start(other);
    }

    /** Kills the process; the operating system keeps what was written. Nothing when it is down. */
    public void crash() {
        simulation.note("node %d crashes", id);
        host.kill();
    }

    /** Cuts the power: what was written and not synced is kept, lost or torn, by chance. */
    public void powerCut() {
        powerCut(PageCache.BY_CHANCE);
    }

    /** Cuts the power; what was written and not synced meets that fate. */
    public void powerCut(PageCache fate) {
        simulation.note("node %d loses power", id);
        host.losePower(fate);
    }

    /** Ends the process in good order: callers are told what is known. Nothing when it is down. */
    public void stop() {
        simulation.note("node %d is stopped", id);
        host.stop();
    }

    /** Kills the process and empties the disk. It forgets its vote: by the rules of Raft such a node must not come back as itself. */
    public void wipe() {
        simulation.note("node %d is wiped", id);
        host.kill();
        host.store.wipe();
    }

    /** The process stands still for so long, as in a long collection of garbage. */
    public void pause(Duration duration) {
        simulation.note("node %d pauses", id);
        host.pause(duration.toNanos());
    }

    /** Ends a pause. */
    public void resume() {
        host.resume();
    }

    /** Whether it stands still. */
    public boolean isPaused() {
        return host.isPaused();
    }

    /** What ended the last life by itself, or kept this one from beginning; null when nothing did. */
    public @Nullable RuntimeException failure() {
        return host.failure();
    }

    // Its machine.

    /** From now on its loop looks at its clock that often while nothing happens; more than nothing. */
    public void tick(Duration every) {
        host.tick(every.toNanos());
    }

    /** Its disk. */
    public Storage storage() {
        return storage;
    }

    /** Sets its wall clock forward, or back when negative. */
    public void jumpClock(Duration by) {
        host.clock.jump(by.toNanos());
    }

    /** Sets its wall clock to virtual time and so much more, or less when negative. */
    public void skewClock(Duration offset) {
        host.clock.skew(offset.toNanos());
    }

    /** From now on both its clocks gain so many millionths, or lose them when negative; -999,999 at least. */
    public void driftClock(long ppm) {
        host.clock.drift(ppm);
    }

    /** Both its clocks leap forward, as after the host was suspended; the monotonic one never falls. */
    public void leapClock(Duration by) {
        host.clock.leap(by.toNanos());
    }

    /** How it is configured in this life, or was in the last. */
    public NodeOptions options() {
        return options;
    }

    /**
     * What it would find after the worst crash that its durability is meant for, in each of so many lives that follow each
     * other. Tried on a copy of its disk, without faults.
     *
     * @throws io.balsa.spi.JournalException when the disk would not allow it
     */
    public List<Recovered> rehearseRecovery(int lives) {
        return host.rehearseRecovery(options, lives);
    }

    // What can be seen.

    /** Its part; {@code FOLLOWER} before it ever started. */
    public RoleName role() {
        Raft raft = raft();
        return raft == null ? RoleName.FOLLOWER : raft.role();
    }

    /** Whether it is up and leads, or thinks so. */
    public boolean isLeader() {
        return isUp() && role() == RoleName.LEADER;
    }

    public long term() {
        Raft raft = raft();
        return raft == null ? 0 : raft.term();
    }

    /** Whom it voted for in its term; 0 for nobody. */
    public int votedFor() {
        Raft raft = raft();
        return raft == null ? 0 : raft.votedFor();
    }

    /** Leader of its term as far as it knows; 0 for nobody. */
    public int leaderId() {
        Raft raft = raft();
        return raft == null ? 0 : raft.leaderId();
    }

    public long firstIndex() {
        Raft raft = raft();
        return raft == null ? 0 : raft.firstIndex();
    }

    public long lastIndex() {
        Raft raft = raft();
        return raft == null ? 0 : raft.lastIndex();
    }

    /** Term of its last entry; 0 for none. */
    public long lastTerm() {
        return termAt(lastIndex());
    }

    /** Term of an entry of its log, from the one before the first to the last. */
    public long termAt(long index) {
        Raft raft = raft();
        return raft == null ? 0 : raft.termAt(index);
    }

    /** Last index that it knows to be durable here. */
    public long durableIndex() {
        Raft raft = raft();
        return raft == null ? 0 : raft.durableIndex();
    }

    public long commitIndex() {
        Raft raft = raft();
        return raft == null ? 0 : raft.commitIndex();
    }

    /** Last index that its state machine reflects. */
    public long appliedIndex() {
        Process process = host.process();
        return process == null ? 0 : process.loop().appliedIndex();
    }

    /** The configuration in force; the initial one before it ever started. */
    public Membership membership() {
        Raft raft = raft();
        return raft == null ? simulation.options().members() : raft.membership();
    }

    /** Number of the life of its disk, from 1; 0 before it ever started. */
    public long incarnation() {
        Process process = host.process();
        return process == null ? 0 : process.recovered().incarnation();
    }

    /** Last index that the leader of its term has verified here; 0 for none, and on a leader. */
    public long verifiedIndex() {
        Raft raft = raft();
        return raft == null ? 0 : raft.verifiedIndex();
    }

    /** What it knows of the others as their leader; empty on any other node. */
    public List<PeerStatus> peers() {
        Raft raft = raft();
        return raft == null ? List.of() : raft.peers();
    }

    /** Hash of its state machine's state; 0 when that offers none. */
    public long stateHash() {
        Replica replica = host.replica();
        return replica == null ? 0 : replica.stateHash();
    }

    /** The same as it was after the last command that was applied, without asking the state machine; 0 for none in this life. */
    long appliedStateHash() {
        Replica replica = host.replica();
        return replica == null ? 0 : replica.appliedStateHash();
    }

    /** Everything at once, as an embedder sees it; null before it ever started. */
    public @Nullable NodeStatus status() {
        Process process = host.process();
        return process == null ? null : process.loop().status();
    }

    /** The core, to look at; null before it ever started. Its methods that change something are not for tests. */
    public @Nullable Raft raft() {
        Loop loop = loop();
        return loop == null ? null : loop.raft();
    }

    private @Nullable Loop loop() {
        Process process = host.process();
        return process == null ? null : process.loop();
    }

    Caller caller() {
        return host;
    }

    @Override
    public String toString() {
        return "node " + id;
    }
}
