package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.api.Outcome;
import io.balsa.simulator.machine.Chance;
import io.balsa.simulator.machine.Event;
import io.balsa.simulator.machine.EventQueue;
import io.balsa.simulator.machine.Message;
import io.balsa.simulator.machine.SimNetwork;
import io.balsa.simulator.trace.RollingHash;
import io.balsa.simulator.trace.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in one thread: real nodes on a simulated clock, network and disk. Time moves only in {@link #step}, {@link
 * #advance} and what is built on them. All that happens follows from seed, options and the calls made.
 */
public final class Simulation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WIRES = 1;
    private static final int PACE = 2;
    private static final int NODES = 1 << 16;
    private static final int REMOTE = 1 << 24;

    // In the trace hash, beside indexes.
    private static final long GIVEN_UP = -1;
    private static final long NOT_APPENDED = -1L << 8;
    private static final long UNKNOWN = -1L << 16;

    private final long seed;
    private final Chance chance;
    private final SimulationOptions options;
    private final EventQueue time = new EventQueue();
    private final Chance pace;
    private final SimNetwork wires;
    private final Network network;
    private final TreeMap<Integer, Node> nodes = new TreeMap<>();
    private final List<Node> allNodes;
    private final List<SimClient> clients = new ArrayList<>();
    private final Observers observers = new Observers();
    private final StateHashes stateHashes = new StateHashes();
    private final Step step = new Step();
    private final RollingHash hash = new RollingHash();
    private final Story story = new Story(time::nowNs);
    private final Narrator narrator = new Narrator(story);
    private final long tickNs;
    private long lastOperationId;

    /** Three healthy nodes that replicate {@link Registers}; all of them start now. */
    public Simulation(long seed) {
        this(seed, SimulationOptions.of(3));
    }

    /** A cluster as told; all its nodes start now. */
    public Simulation(long seed, SimulationOptions options) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.options = options;
        pace = chance.branch(PACE);
        tickNs = Math.max(1, draw(options.timing().tick()));
        wires = new SimNetwork(time, chance.branch(WIRES), step);
        wires.delay(options.timing().delay().minNs(), options.timing().delay().maxNs());
        options.members().all().forEach(member -> {
            Chance own = chance.branch(NODES + member.id());
            nodes.put(member.id(), new Node(this, member.id(), time, own));
        });
        allNodes = List.copyOf(nodes.values());
        network = new Network(wires, nodes.keySet());
        allNodes.forEach(Node::start);
    }

    // Time.

    /**
     * The next thing happens, whatever it is.
     *
     * @return false when nothing is going to happen
     * @throws BrokenNodeException when a node broke one of its own invariants
     */
    public boolean step() {
        Event event = time.take();
        if (event == null) {
            return false;
        }
        step.begin(event);
        event.happen();
        addToHash(event);
        if (story.isTold()) {
            narrator.tell(step);
        }
        observers.afterStep(this, step);
        endStep();
        return true;
    }

    private void addToHash(Event event) {
        hash.add(event.timeNs());
        Node turned = step.turned();
        if (turned != null) {
            hash.add(turned.id());
            hash.add(turned.term());
            hash.add(turned.lastIndex());
            hash.add(turned.commitIndex());
            hash.add(turned.appliedIndex());
            hash.add(turned.votedFor());
            hash.add(turned.appliedStateHash());
        }
        List<Message> sent = step.sent();
        for (int i = 0; i < sent.size(); i++) {
            Message message = sent.get(i);
            hash.add(message.id() << 1 | (message.isLost() ? 1 : 0));
            hash.add(message.frame(), 0, message.length());
        }
        List<Operation> ended = step.ended();
        for (int i = 0; i < ended.size(); i++) {
            addToHash(ended.get(i));
        }
    }

    private void addToHash(Operation operation) {
        hash.add(operation.id());
        switch (operation.outcome()) {
            case null -> hash.add(GIVEN_UP);
            case Outcome.NotAppended(var reason) -> hash.add(NOT_APPENDED + reason.ordinal());
            case Outcome.Unknown(var reason) -> hash.add(UNKNOWN + reason.ordinal());
            case Outcome.Applied applied -> {
                hash.add(applied.index());
                hash.add(new UnsafeBuffer(applied.result()), 0, applied.result().length);
            }
        }
    }

    private void endStep() {
        step.end();
        wires.endStep();
    }

    /** So much time passes. */
    public void advance(Duration duration) {
        advanceTo(time.nowNs() + duration.toNanos());
    }

    /** Everything happens that is due up to a moment. */
    public void advanceTo(long timeNs) {
        while (time.nextTimeNs() <= timeNs) {
            step();
        }
        time.passTo(timeNs);
    }

    /**
     * Steps until something is true; for at most two minutes of virtual time.
     *
     * @param what for the message
     * @throws IllegalStateException when that never happens
     */
    public void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    /** As {@link #until(String, BooleanSupplier)}, with a patience of the author's choice. */
    public void until(String what, Duration patience, BooleanSupplier condition) {
        long deadlineNs = time.nowNs() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (time.nextTimeNs() > deadlineNs || !step()) {
                throw new IllegalStateException("never came, within " + patience + ": " + what + "; " + where());
            }
        }
    }

    /** Steps until a call has an outcome, or is lost with its node. @return the same call */
    public Operation await(Operation operation) {
        until("an outcome of " + operation, () -> !operation.isOpen());
        return operation;
    }

    /** Has something done at a moment to come, as a step of its own. */
    public void at(long timeNs, Runnable action) {
        time.schedule(new Script(action), timeNs);
    }

    /** As {@link #at}, so much later. */
    public void in(Duration delay, Runnable action) {
        at(time.nowNs() + delay.toNanos(), action);
    }

    /** Virtual time since the beginning. */
    public long nowNs() {
        return time.nowNs();
    }

    // Parts.

    public long seed() {
        return seed;
    }

    public SimulationOptions options() {
        return options;
    }

    /** Every node, up or down, ordered by id. */
    public List<Node> nodes() {
        return allNodes;
    }

    /** @throws IllegalArgumentException when there is no such node */
    public Node node(int id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + id);
        }
        return node;
    }

    public Network network() {
        return network;
    }

    /** Somebody new in a node's process. */
    public SimClient client(int nodeId) {
        SimClient client = new SimClient(this, clients.size() + 1L, node(nodeId).caller());
        clients.add(client);
        return client;
    }

    /** Somebody new in a process without a node, who finds the leader over the network; its links are named by its negative id. */
    public SimClient remoteClient() {
        int id = clients.size() + 1;
        SimClient client = new SimClient(this, id, new RemoteProcess(this, -id, time, chance.branch(REMOTE + id)));
        clients.add(client);
        return client;
    }

    /** Every client so far. */
    public List<SimClient> clients() {
        return List.copyOf(clients);
    }

    /** Calls somebody after each step, from now on. */
    public void observe(StepObserver observer) {
        observers.add(observer);
    }

    /** Tells somebody what nodes do, from now on. */
    public void observe(NodeObserver observer) {
        observers.add(observer);
    }

    /** Steps until one node leads and all that are up follow it and know all that was committed before its term. */
    public Node leader() {
        until("one leader that all nodes follow", () -> leaderOrNull() != null);
        return Objects.requireNonNull(leaderOrNull());
    }

    private @Nullable Node leaderOrNull() {
        Node leader = null;
        for (Node node : allNodes) {
            if (node.isLeader() && (leader == null || node.term() > leader.term())) {
                leader = node;
            }
        }
        if (leader == null || leader.commitIndex() == 0 || leader.termAt(leader.commitIndex()) != leader.term()) {
            return null;
        }
        for (Node node : allNodes) {
            if (node.isUp() && (node.leaderId() != leader.id() || node.term() != leader.term())) {
                return null;
            }
        }
        return leader;
    }

    // Traces.

    /**
     * Equal for equal runs: over every step, every frame sent, what every call came to, and of the nodes that turned term, vote,
     * log, commit index, applied index and the hash of their state.
     */
    public long traceHash() {
        return hash.value();
    }

    /** Lines for people, from now on: what nodes become, what clients ask and learn, every message and what came of it. */
    public void tell(Consumer<String> listener) {
        tell(listener, true);
    }

    /** As {@link #tell(Consumer)}, with messages or without. */
    public void tell(Consumer<String> listener, boolean withMessages) {
        narrator.withMessages(withMessages);
        story.tell(listener);
    }

    /** Adds a line of the author's own to what is told; it is made only when somebody listens. */
    public void tell(Supplier<String> line) {
        if (story.isTold()) {
            story.line(line.get());
        }
    }

    /** Seed, step and time, for messages. */
    public String where() {
        return "seed " + seed + ", step " + step.number() + ", " + Duration.ofNanos(time.nowNs());
    }

    /** Adds a line to the story. */
    void note(String format, @Nullable Object... arguments) {
        if (story.isTold()) {
            story.line(String.format(Locale.ROOT, format, arguments));
        }
    }

    // For the parts.

    SimNetwork wires() {
        return wires;
    }

    long tickNs() {
        return tickNs;
    }

    long draw(Range range) {
        return pace.between(range.minNs(), range.maxNs());
    }

    long nextOperationId() {
        return ++lastOperationId;
    }

    void onTurn(Node node) {
        step.turned(node);
    }

    void onInvoked(Operation operation) {
        step.invoked().add(operation);
    }

    void onEnded(Operation operation) {
        step.ended().add(operation);
    }

    Observers observers() {
        return observers;
    }

    StateHashes stateHashes() {
        return stateHashes;
    }

    void onApply(Node node, Command command) {
        observers.onApply(node, command);
    }

    void onDeath(Node node) {
        observers.onEnd(node);
        for (SimClient client : clients) {
            client.onDeath(node);
        }
    }

    /** Ends every process, unobserved. Nothing can be done with the simulation afterwards. */
    @Override
    public void close() {
        observers.clear();
        allNodes.forEach(Node::crash);
    }

    private static final class Script extends Event {
        private final Runnable action;

        Script(Runnable action) {
            this.action = action;
        }

        @Override
        public void happen() {
            action.run();
        }

        @Override
        public String name() {
            return "script";
        }
    }
}
