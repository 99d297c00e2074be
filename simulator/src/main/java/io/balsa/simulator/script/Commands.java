package io.balsa.simulator.script;

import io.balsa.simulator.Network;
import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Range;
import io.balsa.simulator.Registers;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Storage;
import io.balsa.simulator.machine.DiskFaults;
import io.balsa.simulator.machine.PageCache;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a {@link Scenario}. Time passes in {@code run}, {@code campaign} and {@code settle}, 50 ms in
 * {@code cluster} and 2 ms in {@code deliver}.
 *
 * <pre>
 * cluster east nodes=5 seed=1 append-bytes=1 window-messages=2 tail-entries=64     the first command; all can be left out
 * run 100ms                    time passes
 * campaign 1                   node 1 loses patience with its leader; 50 ms pass
 * settle                       until one leader is followed by all that are up
 * write 1 r1=5, read 1 r1      a client in the process of node 1; it is told when it is told
 * cancel 3                     the client of call 3 waits no more
 * hold 1>* APPEND              messages under way and to come are held; pending shows them
 * deliver 1>2, release 1>2     held ones arrive now, one after the other; or go on, and no more are held
 * drop 1>2, duplicate 1>2      messages under way or held
 * cut 1>2, isolate 3, partition 1,2 and heal
 * crash 1, stop 1, powercut 1 lost (or kept, torn, by-chance), start 1, start 1 append-bytes=64, pause 1 2s
 * wipe 1                       its process is killed and its directory emptied
 * backup 1 old, restore 2 old  keeps what is on a disk, also for later clusters; puts it in place of what is on another
 * fail 1 sync, fail 1 write 3  the next operation of a kind fails, or the one after so many
 * fill 1, empty 1, stall 1 3s, slow 1 20ms (each sync), slow-reads 1 20ms
 * corrupt 1, corrupt 1 2 80 1  one bit changes, anywhere or in segment 2 at offset 80 those of a mask
 * lose-sector 1, misdirect-sector 1   of what the next sync covers, which succeeds
 * skew 1 3s, jump 1 -2s        the wall clock shows virtual time and so much; is set forward or back
 * drift 1 200, leap 1 2s       both clocks gain so many millionths; go forward at once
 * messages on                  messages that bring news are shown from now on
 * status, log 1                what the nodes know, what is in a log
 * </pre>
 */
final class Commands implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final Reporter reporter = new Reporter();
    private final Map<String, Network.HoldRule> holds = new TreeMap<>();
    private final Map<Integer, SimClient> clients = new TreeMap<>();
    private final Map<String, Storage.Backup> backups = new TreeMap<>();
    private @Nullable Simulation simulation;

    void follow(String line) {
        Words words = new Words(line);
        if (words.command.equals("cluster")) {
            begin(words);
        } else if (simulation == null) {
            throw new IllegalArgumentException("the first command is cluster");
        } else if (!ofTime(simulation, words) && !ofNetwork(simulation.network(), words)) {
            Node node = simulation.node(words.number(0));
            if (!ofDisk(node.storage(), words) && !ofClock(node, words)) {
                ofNode(node, words);
            }
        }
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
            case "campaign" -> campaign(present, present.node(words.number(0)));
            case "status" -> present.nodes().forEach(node -> reporter.say(status(node)));
            case "messages" -> reporter.withMessages(words.word(0).equals("on"));
            case "cancel" -> cancel(present, words.number(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void cancel(Simulation present, long call) {
        for (SimClient client : present.clients()) {
            client.open().stream().filter(one -> one.id() == call).forEach(client::cancel);
        }
    }

    private static void campaign(Simulation present, Node node) {
        // The longest timeout is under twice the shortest.
        node.leapClock(Cluster.ELECTION_TIMEOUT.multipliedBy(2));
        present.advance(A_MOMENT);
    }

    private boolean ofNetwork(Network network, Words words) {
        List<String> rest = words.wordsFrom(0);
        switch (words.command) {
            case "hold" -> holds.put(String.join(" ", rest), network.hold(Which.of(rest)));
            case "release" -> release(network, rest);
            case "deliver" -> deliver(network, Which.of(rest));
            case "drop" -> count(network.drop(Which.of(rest)), "lost");
            case "duplicate" -> count(network.duplicate(Which.of(rest)), "sent again");
            case "pending" ->
                network.pending(Which.of(rest)).forEach(message -> reporter.say("  " + Which.show(message)));
            case "cut" -> cut(network, Which.of(rest));
            case "isolate" -> network.isolate(words.number(0));
            case "partition" ->
                network.partition(Arrays.stream(words.word(0).split(","))
                        .map(Integer::valueOf)
                        .toList());
            case "heal" -> network.heal();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void release(Network network, List<String> words) {
        Network.HoldRule rule = holds.remove(String.join(" ", words));
        if (rule != null) {
            rule.close();
        }
        count(network.release(Which.of(words)), "released");
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
                disk.failAfter(
                        DiskFaults.Operation.valueOf(words.word(1).toUpperCase(Locale.ROOT)),
                        words.has(2) ? words.number(2) : 0);
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
            throw new IllegalArgumentException("there is no backup " + name);
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
            case "write" -> words.named().forEach((register, value) -> write(node, register, Long.parseLong(value)));
            case "read" -> read(node, words.word(1));
            case "crash" -> node.crash();
            case "stop" -> node.stop();
            case "powercut" ->
                node.powerCut(
                        PageCache.valueOf(words.word(1).toUpperCase(Locale.ROOT).replace('-', '_')));
            case "wipe" -> node.wipe();
            case "start" -> start(node, words);
            case "pause" -> node.pause(words.time(1));
            case "log" -> reporter.say(log(node));
            default -> throw new IllegalArgumentException("no such command");
        }
    }

    private void start(Node node, Words words) {
        boolean isUp = words.named().isEmpty() ? node.start() : node.start(Cluster.node(words));
        if (!isUp) {
            reporter.say(node + " cannot start: " + Reporter.reason(node));
        }
    }

    private void write(Node node, String register, long value) {
        Operation call = client(node).propose(Registers.write(numberOf(register), value));
        reporter.say(Reporter.name(call) + ": write " + register + "=" + value + " through " + node);
    }

    private void read(Node node, String register) {
        Operation call = client(node).query(Registers.read(numberOf(register)));
        reporter.say(Reporter.name(call) + ": read " + register + " through " + node);
    }

    private static long numberOf(String register) {
        return Long.parseLong(register.substring(1));
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
