package io.balsa.simulator;

import io.balsa.simulator.machine.Message;
import io.balsa.simulator.trace.JsonLine;
import io.balsa.simulator.trace.MessageJson;
import io.balsa.spi.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the core of every node does, a line of JSON for each turn in which it did anything, so that it can be
 * held against the specification; {@code docs/spec/README.md} describes the lines. A wiped disk and a purged log are beyond
 * the specification.
 */
public final class ProtocolTrace implements StepObserver, NodeObserver {
    private final Consumer<String> lines;
    private final MessageJson messages = new MessageJson();

    /** By what a message says: where it was said first. A copy of a message says the same. */
    private final TreeMap<String, String> places = new TreeMap<>();

    private final TreeMap<Integer, String> states = new TreeMap<>();

    /** By node: where in its journal the newest term and vote end, as long as it does not know them to be durable. */
    private final TreeMap<Integer, Long> votes = new TreeMap<>();

    private long written;

    private ProtocolTrace(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Begins, before the simulation's first step.
     *
     * @param lines told each line, without its end
     */
    public static ProtocolTrace begin(Simulation simulation, Consumer<String> lines) {
        ProtocolTrace trace = new ProtocolTrace(lines);
        StringJoiner ids = new StringJoiner(",", "[", "]");
        simulation.nodes().forEach(node -> ids.add(Integer.toString(node.id())));
        trace.write(new JsonLine().add("step", "begin").addRaw("nodes", ids.toString()));
        simulation.observe((StepObserver) trace);
        simulation.observe((NodeObserver) trace);
        return trace;
    }

    /** Number of lines so far. */
    public long written() {
        return written;
    }

    @Override
    public void onStart(Node node, Recovered recovered) {
        states.remove(node.id());
        votes.remove(node.id());
        JsonLine line = new JsonLine()
                .add("step", "start")
                .add("node", node.id())
                .add("term", recovered.term())
                .add("vote", recovered.votedFor());
        StringJoiner runs = new StringJoiner(",", "[", "]");
        recovered.runs().forEach(run -> runs.add(run(run.firstIndex(), run.term())));
        write(line.addRaw("log", runs.toString()).add("last", recovered.lastIndex()));
    }

    @Override
    public void onVote(Node node, long term, int votedFor, long position) {
        votes.put(node.id(), position);
    }

    @Override
    public void onDurable(Node node, long position) {
        if (position >= votes.getOrDefault(node.id(), 0L)) {
            votes.remove(node.id());
        }
    }

    @Override
    public void afterStep(Simulation simulation, Step step) {
        Node node = step.turned();
        if (node == null) {
            return;
        }
        String got = got(step.taken());
        String sent = sent(step.sent());
        if (!node.isUp()) {
            JsonLine line =
                    new JsonLine().add("step", "fail").add("node", node.id()).add("last", node.lastIndex());
            write(line.addRaw("got", got).addRaw("sent", sent));
            return;
        }
        JsonLine line = state(node);
        String state = line.end();
        boolean changed = !state.equals(states.put(node.id(), state));
        if (changed || got.length() > 2 || sent.length() > 2) {
            write(line.addRaw("got", got).addRaw("sent", sent));
        }
    }

    private JsonLine state(Node node) {
        return new JsonLine()
                .add("step", "turn")
                .add("node", node.id())
                .add("role", node.role().name())
                .add("term", node.term())
                .add("vote", node.votedFor())
                .addRaw("settled", String.valueOf(!votes.containsKey(node.id())))
                .add("leader", node.leaderId())
                .addRaw("log", runs(node))
                .add("last", node.lastIndex())
                .add("durable", node.durableIndex())
                .add("commit", node.commitIndex());
    }

    private static String runs(Node node) {
        StringJoiner runs = new StringJoiner(",", "[", "]");
        long term = 0;
        for (long index = node.firstIndex(); index <= node.lastIndex(); index++) {
            if (node.termAt(index) != term) {
                term = node.termAt(index);
                runs.add(run(index, term));
            }
        }
        return runs.toString();
    }

    private static String run(long firstIndex, long term) {
        return "[" + firstIndex + "," + term + "]";
    }

    /** Line and place of each message that the turn took. */
    private String got(List<Message> taken) {
        StringJoiner places = new StringJoiner(",", "[", "]");
        for (Message message : taken) {
            String json = json(message);
            String place = json == null ? null : this.places.get(json);
            if (place != null) {
                places.add(place);
            }
        }
        return places.toString();
    }

    private String sent(List<Message> sent) {
        List<String> said = new ArrayList<>();
        for (Message message : sent) {
            String json = json(message);
            if (json != null) {
                said.add(json);
                places.putIfAbsent(json, "[" + (written + 1) + "," + said.size() + "]");
            }
        }
        return said.toString().replace(", {", ",{");
    }

    private @Nullable String json(Message message) {
        return message.from() == 0 || message.to() == 0 ? null : messages.of(message.frame());
    }

    private void write(JsonLine line) {
        written++;
        lines.accept(line.end());
    }
}
