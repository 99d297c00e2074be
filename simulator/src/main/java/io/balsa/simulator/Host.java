package io.balsa.simulator;

import io.balsa.api.Membership;
import io.balsa.api.RaftListener;
import io.balsa.api.RoleName;
import io.balsa.journal.Durability;
import io.balsa.node.CallForms;
import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.DiskFaults;
import io.balsa.simulator.machine.DiskPace;
import io.balsa.simulator.machine.Event;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.PageCache;
import io.balsa.simulator.machine.Process;
import io.balsa.simulator.machine.Rehearsal;
import io.balsa.simulator.machine.SimStore;
import io.balsa.simulator.machine.VirtualClock;
import io.balsa.spi.JournalException;
import io.balsa.spi.NodeIdentity;
import io.balsa.spi.Recovered;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The machine that a node runs on: it has a clock and a disk for ever, and a process now and then, which it turns. */
final class Host implements Caller {
    private static final int DISK = 1;
    private static final int PACE = 2;
    private static final int FAULTS = 3;
    private static final int CLOCK = 4;
    private static final int LIVES = 16;

    final DiskFaults faults;
    final SimStore store;
    final DiskPace pace;
    final VirtualClock clock;

    private final Node node;
    private final Simulation simulation;
    private final EventQueue time;
    private final Chance chance;
    private final Turn turn = new Turn();
    private @Nullable Process process;
    private @Nullable Replica replica;
    private @Nullable RuntimeException failure;
    private boolean isUp;
    /** Whether it acknowledged what was never synced: until a life with fsync has begun, which syncs all of it first. */
    private boolean restsOnPages;

    private int lives;
    private long busyUntilNs;
    private long pausedUntilNs;
    private long tickNs;

    Host(Simulation simulation, Node node, EventQueue time, Chance chance) {
        Timing timing = simulation.options().timing();
        this.simulation = simulation;
        this.node = node;
        this.time = time;
        this.chance = chance;
        faults = new DiskFaults(chance.branch(FAULTS));
        store = new SimStore(chance.branch(DISK), faults, simulation.options().segmentBytes());
        pace = new DiskPace(chance.branch(PACE));
        pace.sync(timing.sync().minNs(), timing.sync().maxNs());
        pace.read(timing.read().minNs(), timing.read().maxNs());
        clock = new VirtualClock(time, chance.branch(CLOCK).nextLong() >>> 14);
        tickNs = simulation.tickNs();
    }

    /** The process of this life, or of the last one; null when there was none. */
    @Nullable
    Process process() {
        return process;
    }

    /** The state machine of {@link #process}. */
    @Nullable
    Replica replica() {
        return replica;
    }

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public int nodeId() {
        return node.id();
    }

    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Begins a life. @return false when the disk did not allow it */
    boolean start(NodeOptions options) {
        lives++;
        failure = null;
        process = null;
        replica = null;
        boolean isPageCache = options.durability() == Durability.PAGE_CACHE;
        restsOnPages |= isPageCache;
        faults.keepsPages(restsOnPages);
        Process.Machine machine = new Process.Machine(time, simulation.wires(), store, pace, clock);
        Process.Settings settings = new Process.Settings(
                identity(), simulation.options().members(), options.raft(), options.limits(), options.journal());
        Replica made = new Replica(simulation, node, options.stateMachine());
        Observers observers = simulation.observers();
        Process.Ears ears = new Process.Ears(made, new Told(), observers.earOf(node), this::wake);
        try {
            Process begun = Process.start(machine, settings, ears, chance.branch(LIVES + lives));
            process = begun;
            replica = made;
            isUp = true;
            restsOnPages = isPageCache;
            faults.keepsPages(isPageCache);
            observers.onStart(node, begun.recovered());
            pausedUntilNs = 0;
            turnBy(time.nowNs());
        } catch (JournalException e) {
            failure = e;
            store.loseProcess();
            simulation.note("node %d cannot start: %s", node.id(), e.getMessage());
            observers.onRefused(node);
        }
        return isUp;
    }

    private NodeIdentity identity() {
        return new NodeIdentity(simulation.options().cluster(), 0, node.id());
    }

    List<Recovered> rehearseRecovery(NodeOptions options, int forLives) {
        return Rehearsal.recover(store, identity(), options.journal(), forLives);
    }

    /** The process is gone at once; the operating system has all that it wrote. */
    void kill() {
        Process ended = process;
        if (isUp && ended != null) {
            ended.kill();
            end();
        }
        store.loseProcess();
    }

    /** As {@link #kill}, and the page cache is gone too. */
    void losePower(PageCache fate) {
        Process ended = process;
        if (isUp && ended != null) {
            ended.kill();
            end();
        }
        store.losePower(fate);
    }

    /** The process ends in good order. */
    void stop() {
        Process ended = process;
        if (isUp && ended != null) {
            ended.stop();
            end();
            store.loseProcess();
        }
    }

    private void end() {
        isUp = false;
        time.cancel(turn);
        simulation.onDeath(node);
    }

    /** The process stands still for so long, and does not notice. */
    void pause(long ns) {
        pausedUntilNs = Math.max(pausedUntilNs, time.nowNs() + ns);
    }

    boolean isPaused() {
        return pausedUntilNs > time.nowNs();
    }

    /** How long an idle loop rests from now on. */
    void tick(long ns) {
        tickNs = ns;
    }

    /** Goes on at once. */
    void resume() {
        pausedUntilNs = time.nowNs();
        wake();
    }

    @Override
    public boolean call(Operation operation) {
        Process present = process;
        if (!isUp || present == null) {
            return false;
        }
        UnsafeBuffer payload = new UnsafeBuffer(operation.payload());
        int length = payload.capacity();
        SimClient client = operation.client();
        int kind = operation.kind() == Operation.Kind.COMMAND ? CallForms.SUBMIT : CallForms.QUERY;
        boolean isTaken = present.calls().call(kind, payload, 0, length, operation.id(), client);
        wake();
        return isTaken;
    }

    /** There may be something to do: the next turn comes soon. */
    private void wake() {
        if (isUp && (!turn.isQueued() || turn.timeNs() > time.nowNs())) {
            turnBy(time.nowNs() + simulation.draw(simulation.options().timing().reaction()));
        }
    }

    private void turnBy(long timeNs) {
        long atNs = Math.max(timeNs, Math.max(busyUntilNs, pausedUntilNs));
        if (!turn.isQueued() || turn.timeNs() > atNs) {
            time.schedule(turn, atNs);
        }
    }

    private void turn(Process present) {
        int done = 0;
        try {
            done = present.loop().turn();
        } catch (JournalException e) {
            die(e);
        } catch (RuntimeException e) {
            die(e);
            throw new BrokenNodeException(
                    "node " + node.id() + " broke at " + simulation.where() + ": " + e.getMessage(), e);
        }
        if (isUp) {
            busyUntilNs =
                    time.nowNs() + simulation.draw(simulation.options().timing().turn());
            // A loop that had something to do looks at once whether there is more.
            turnBy(done > 0 ? busyUntilNs : time.nowNs() + tickNs);
        }
    }

    /** Fail-stop. */
    private void die(RuntimeException cause) {
        failure = cause;
        simulation.note("node %d stops: %s", node.id(), cause.getMessage());
        kill();
    }

    private final class Turn extends Event {
        @Override
        public void happen() {
            Process present = process;
            if (!isUp || present == null) {
                return;
            }
            if (isPaused()) {
                time.schedule(this, pausedUntilNs);
                return;
            }
            simulation.onTurn(node);
            turn(present);
        }

        @Override
        public String name() {
            return "turn";
        }
    }

    /** What a loop tells of itself. */
    private final class Told implements RaftListener {
        @Override
        public void onRole(RoleName role, long term) {
            simulation.note("node %d is %s in term %d", node.id(), role, term);
        }

        @Override
        public void onMembership(Membership membership) {
            simulation.note("node %d knows %s", node.id(), membership);
        }
    }
}
