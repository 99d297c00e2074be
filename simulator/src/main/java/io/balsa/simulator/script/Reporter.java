package io.balsa.simulator.script;

import io.balsa.api.Outcome;
import io.balsa.api.RoleName;
import io.balsa.simulator.InFlight;
import io.balsa.simulator.MessageType;
import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.Registers;
import io.balsa.simulator.Simulation;
import io.balsa.simulator.Step;
import io.balsa.simulator.StepObserver;
import io.balsa.simulator.machine.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what a reader of a scenario wants to know: roles, ends of lives, outcomes, and messages that bring news. */
final class Reporter implements StepObserver {
    private static final Set<MessageType> LEFT_OUT =
            EnumSet.of(MessageType.READ_INDEX_REQUEST, MessageType.READ_INDEX_REPLY, MessageType.OTHER);

    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, String> roles = new TreeMap<>();
    private final Set<Integer> up = new TreeSet<>();
    private final Map<String, String> lastNews = new TreeMap<>();
    private boolean withMessages;

    /** Another cluster. */
    void begin() {
        roles.clear();
        up.clear();
        lastNews.clear();
        withMessages = false;
    }

    void withMessages(boolean wanted) {
        withMessages = wanted;
    }

    void say(String line) {
        lines.add(line);
    }

    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void afterStep(Simulation simulation, Step step) {
        if (withMessages) {
            for (Message message : step.sent()) {
                tell(simulation.network().read(message), message.isLost() ? ", lost" : "");
            }
        }
        simulation.nodes().forEach(this::tellRole);
        step.ended().forEach(operation -> tellOutcome(simulation, operation));
    }

    /** Left out: heartbeats and answers that say what was said before, and questions by which nodes also introduce themselves. */
    private void tell(InFlight message, String fate) {
        if (LEFT_OUT.contains(message.type())) {
            return;
        }
        String link = message.from() + ">" + message.to() + message.type();
        String news = switch (message.type()) {
            case APPEND -> message.hasEntries() ? "" : "commit " + message.commit();
            case APPEND_REPLY -> "match " + message.lastIndex();
            default -> "";
        };
        String before = lastNews.put(link, news + message.term());
        if (news.isEmpty() || !(news + message.term()).equals(before)) {
            say("  " + Which.show(message) + (message.isHeld() ? ", held" : fate));
        }
    }

    private void tellRole(Node node) {
        if (!node.isUp()) {
            if (up.remove(node.id()) && node.failure() != null) {
                say(node + " stops: " + reason(node));
            }
            roles.remove(node.id());
            return;
        }
        up.add(node.id());
        String role = node.role() + " in term " + node.term();
        boolean wasFollower =
                roles.getOrDefault(node.id(), RoleName.FOLLOWER.name()).startsWith("FOLLOWER");
        boolean isFollower = node.role() == RoleName.FOLLOWER;
        if (!role.equals(roles.put(node.id(), role)) && !(wasFollower && isFollower)) {
            say(node + " is " + role);
        }
    }

    /** Why a node ended or could not begin. */
    static String reason(Node node) {
        RuntimeException failure = node.failure();
        return failure == null ? "nobody knows why" : String.valueOf(failure.getMessage());
    }

    /** A call as others refer to it. */
    static String name(Operation operation) {
        return "call " + operation.id();
    }

    private void tellOutcome(Simulation simulation, Operation operation) {
        say(name(operation)
                + switch (operation.outcome()) {
                    case Outcome.Applied applied
                    when operation.kind() == Operation.Kind.QUERY -> " reads " + Registers.value(applied.result());
                    case Outcome.Applied applied -> " is applied at index " + applied.index();
                    case Outcome.NotAppended refused -> " is certainly not appended: " + refused.reason();
                    case Outcome.Unknown unknown -> " has an unknown outcome: " + unknown.reason();
                    case null -> " is given up" + (isDead(simulation, operation) ? ": its node died" : "");
                });
    }

    private static boolean isDead(Simulation simulation, Operation operation) {
        return !simulation.node(operation.nodeId()).isUp();
    }
}
