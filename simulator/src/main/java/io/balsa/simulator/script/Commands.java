package io.balsa.simulator.script;

import io.balsa.config.Spelling;
import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Range;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Storage;
import io.balsa.simulator.machine.DiskFaults;
import io.balsa.simulator.machine.FailedSync;
import io.balsa.simulator.machine.PageCache;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of a {@link Scenario} do; {@link Usage} has what they take, and {@code docs/simulator.md} explains both. Time
 * passes in {@code run}, {@code campaign} and {@code settle}, 50 ms in {@code cluster} and 2 ms in {@code deliver}.
 */
final class Commands implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Whether messages are shown. */
    private enum Switch {
        ON,
        OFF
    }

    private final Reporter reporter = new Reporter();
    private final Map<String, Network.HoldRule> holds = new TreeMap<>();
    private final Map<Integer, SimClient> clients = new TreeMap<>();
    private final Map<String, Storage.Backup> backups = new TreeMap<>();
    private @Nullable Simulation simulation;

    /** @throws IllegalArgumentException when the line is no command, or cannot be followed; the message says what would be right */
    void follow(String line) {
        Words words = new Words(line);
        Usage usage = Usage.of(words.command);
        try {
            usage.check(words);
            follow(words);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (usage: " + usage.text() + ")", e);
        }
    }

    private void follow(Words words) {
        if (words.command.equals("cluster")) {
            begin(words);
        } else if (simulation == null) {
            throw new IllegalArgumentException("the first command is cluster");
        } else if (!ofTime(simulation, words) && !ofNetwork(simulation, words)) {
            Node node = node(simulation, words);
            if (!ofDisk(node.storage(), words) && !ofClock(node, words)) {
                ofNode(node, words);
            }
        }
    }

    private static Node node(Simulation present, Words words) {
        return present.node(words.node(0, present.nodes().size()));
    }

    /** What was printed since the last call; at least one line. */
    List<String> takeOutput() {
        List<String> output = reporter.take();
        return output.isEmpty() ? List.of("ok") : output;
    }

    private void begin(Words words) {
        close();
        Simulation begun = Cluster.of(words);
        reporter.begin();
        begun.observe(reporter);
        // Every node has started its timers, and nobody's has expired.
        begun.advance(A_MOMENT);
        simulation = begun;
    }

    private boolean ofTime(Simulation present, Words words) {
        switch (words.command) {
            case "run" -> present.advance(words.time(0));
            case "settle" -> {
                Node leader = present.leader();
                reporter.say(leader + " leads in term " + leader.term());
            }
            case "campaign" -> campaign(present, node(present, words));
            case "status" -> present.nodes().forEach(node -> reporter.say(status(node)));
            case "messages" -> reporter.withMessages(words.constant(0, Switch.class) == Switch.ON);
            case "cancel" -> cancel(present, words.number(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void cancel(Simulation present, long call) {
        for (SimClient client : present.clients()) {
            for (Operation one : client.open()) {
                if (one.id() == call) {
                    client.cancel(one);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("no client waits for a call " + call);
    }

    private static void campaign(Simulation present, Node node) {
        // The longest timeout is under twice the shortest.
        node.leapClock(Cluster.ELECTION_TIMEOUT.multipliedBy(2));
        present.advance(A_MOMENT);
    }

    private boolean ofNetwork(Simulation present, Words words) {
        Network network = present.network();
        int nodes = present.nodes().size();
        switch (words.command) {
            case "hold" -> holds.put(text(words), network.hold(which(words, nodes)));
            case "release" -> release(network, text(words), which(words, nodes));
            case "deliver" -> deliver(network, which(words, nodes));
            case "drop" -> count(network.drop(which(words, nodes)), "lost");
            case "duplicate" -> count(network.duplicate(which(words, nodes)), "sent again");
            case "pending" ->
                network.pending(which(words, nodes)).forEach(message -> reporter.say("  " + Which.show(message)));
            case "cut" -> cut(network, which(words, nodes));
            case "isolate" -> network.isolate(words.node(0, nodes));
            case "partition" -> network.partition(words.nodes(0, nodes));
            case "heal" -> network.heal();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Which which(Words words, int nodes) {
        return Which.of(words.wordsFrom(0), nodes);
    }

    private static String text(Words words) {
        return String.join(" ", words.wordsFrom(0));
    }

    private void release(Network network, String held, Which which) {
        Network.HoldRule rule = holds.remove(held);
        if (rule != null) {
            rule.close();
        }
        count(network.release(which), "released");
    }

    /** One at a time: which of them were sent first is the order that a scenario is about. */
    private void deliver(Network network, Which which) {
        network.pending(which).forEach(message -> {
            reporter.say("  " + Which.show(message) + ", delivered");
            network.deliver(message.id());
        });
        requireSimulation().advance(Duration.ofMillis(2));
    }

    private static void cut(Network network, Which which) {
        network.everyLink(link -> {
            if ((which.from() == 0 || which.from() == link.from()) && (which.to() == 0 || which.to() == link.to())) {
                link.cut(true);
            }
        });
    }

    private void count(int messages, String fate) {
        reporter.say(messages + (messages == 1 ? " message " : " messages ") + fate);
    }

    private boolean ofDisk(Storage disk, Words words) {
        switch (words.command) {
            case "fill" -> disk.fill();
            case "empty" -> disk.empty();
            case "stall" -> disk.stall(words.time(1));
            case "slow" -> disk.syncDelay(Range.of(words.time(1)));
            case "slow-reads" -> disk.readDelay(Range.of(words.time(1)));
            case "fail" ->
                disk.failAfter(words.constant(1, DiskFaults.Operation.class), words.has(2) ? words.number(2) : 0);
            case "failed-sync" -> disk.failedSync(words.constant(1, FailedSync.class));
            case "corrupt" -> corrupt(disk, words);
            case "lose-sector" -> disk.loseSector();
            case "misdirect-sector" -> disk.misdirectSector();
            case "backup" -> backups.put(words.word(1), disk.backup());
            case "restore" -> disk.restore(backup(words.word(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private void corrupt(Storage disk, Words words) {
        if (words.has(1)) {
            disk.corrupt(words.number(1), words.number(2), words.number(3));
        } else {
            reporter.say(disk.corrupt());
        }
    }

    private Storage.Backup backup(String name) {
        Storage.Backup backup = backups.get(name);
        if (backup == null) {
            throw new IllegalArgumentException("there is no backup '" + name + "'; "
                    + (backups.isEmpty() ? "none was made" : Spelling.advice(name, backups.keySet())));
        }
        return backup;
    }

    private static boolean ofClock(Node node, Words words) {
        switch (words.command) {
            case "skew" -> node.skewClock(words.time(1));
            case "jump" -> node.jumpClock(words.time(1));
            case "drift" -> node.driftClock(words.number(1));
            case "leap" -> node.leapClock(words.time(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ofNode(Node node, Words words) {
        switch (words.command) {
            case "write" -> words.named().forEach((register, value) -> write(node, register, Words.numberOf(value)));
            case "read" -> read(node, words.word(1));
            case "crash" -> node.crash();
            case "stop" -> node.stop();
            case "powercut" -> node.powerCut(words.constant(1, PageCache.class));
            case "wipe" -> node.wipe();
            case "start" -> start(node, words);
            case "pause" -> node.pause(words.time(1));
            case "log" -> reporter.say(log(node));
            default -> throw new IllegalStateException("nothing follows '" + words.command + "'");
        }
    }

    private void start(Node node, Words words) {
        boolean isUp = words.named().isEmpty() ? node.start() : node.start(Cluster.node(words));
        if (!isUp) {
            reporter.say(node + " cannot start: " + Reporter.reason(node));
        }
    }

    private void write(Node node, String register, long value) {
        Operation call = client(node).propose(Registers.write(Words.registerOf(register), value));
        reporter.say(Reporter.name(call) + ": write " + register + "=" + value + " through " + node);
    }

    private void read(Node node, String register) {
        Operation call = client(node).query(Registers.read(Words.registerOf(register)));
        reporter.say(Reporter.name(call) + ": read " + register + " through " + node);
    }

    private SimClient client(Node node) {
        return clients.computeIfAbsent(node.id(), requireSimulation()::client);
    }

    private static String status(Node node) {
        if (!node.isUp()) {
            return node + " is down";
        }
        String position = "%s %-9s term %d, %s, log to %d, durable %d, commit %d, applied %d";
        String leader = node.leaderId() == 0 ? "no leader" : "leader " + node.leaderId();
        return String.format(
                Locale.ROOT,
                position,
                node,
                node.role(),
                node.term(),
                leader,
                node.lastIndex(),
                node.durableIndex(),
                node.commitIndex(),
                node.appliedIndex());
    }

    /** Stretches of equal term: {@code node 1: 1-3 of term 1, 4 of term 2}. */
    private static String log(Node node) {
        StringBuilder text = new StringBuilder(node + ":");
        for (long from = Math.max(1, node.firstIndex()); from <= node.lastIndex(); ) {
            long to = from;
            while (to < node.lastIndex() && node.termAt(to + 1) == node.termAt(from)) {
                to++;
            }
            text.append(from == node.firstIndex() ? " " : ", ").append(from).append(to == from ? "" : "-" + to);
            text.append(" of term ").append(node.termAt(from));
            from = to + 1;
        }
        return text.toString();
    }

    private Simulation requireSimulation() {
        if (simulation == null) {
            throw new IllegalStateException("there is no cluster");
        }
        return simulation;
    }

    @Override
    public void close() {
        if (simulation != null) {
            simulation.close();
        }
        holds.clear();
        clients.clear();
    }
}
