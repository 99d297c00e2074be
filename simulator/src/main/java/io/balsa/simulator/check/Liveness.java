package io.balsa.simulator.check;

import io.balsa.simulator.Node;
import io.balsa.simulator.Operation;
import io.balsa.simulator.SimClient;
import io.balsa.simulator.Simulation;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * 23: within a bound stated before, a healed cluster has one leader, equal logs, a new write acknowledged on every node, and
 * every call of a client resolved. Not a checker of steps: whoever heals the cluster asks for it then.
 */
public final class Liveness {
    private final Simulation simulation;
    private final Duration bound;

    private Liveness(Simulation simulation, Duration bound) {
        this.simulation = simulation;
        this.bound = bound;
    }

    /**
     * Lets time pass until everything holds. The caller has healed network, clocks and disks and started every node whose disk
     * allows it; those must be a majority.
     *
     * @param electionTimeouts the bound for each of the things demanded, in the longest election timeout of any node
     * @param command          a new write, proposed on every node that is up
     * @throws Violation when something takes longer
     */
    public static void require(Simulation simulation, int electionTimeouts, byte[] command) {
        long longestNs = 0;
        for (Node node : simulation.nodes()) {
            longestNs = Math.max(longestNs, node.options().raft().electionTimeoutNs());
        }
        new Liveness(simulation, Duration.ofNanos(longestNs * electionTimeouts)).require(command);
    }

    private void require(byte[] command) {
        await("one leader that all follow", this::isLed);
        for (Node node : simulation.nodes()) {
            if (node.isUp()) {
                SimClient client = simulation.client(node.id());
                await("a write on " + node + " is acknowledged", client.propose(command));
            }
        }
        await("every call of a client is resolved", this::isQuiet);
        await("all logs are equal, and applied", this::isLevel);
    }

    /** A write that finds an election under way may be refused, and is tried again. */
    private void await(String what, Operation first) {
        SimClient client = first.client();
        Operation[] latest = {first};
        await(what, () -> {
            if (!latest[0].isOpen() && !latest[0].isApplied()) {
                latest[0] = client.propose(first.payload());
            }
            return latest[0].isApplied();
        });
    }

    private void await(String what, BooleanSupplier condition) {
        long deadlineNs = simulation.nowNs() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (simulation.nowNs() > deadlineNs || !simulation.step()) {
                throw new Violation(
                        "Liveness", "not within " + bound + ": " + what + "; " + nodes(), simulation.where());
            }
        }
    }

    private boolean isLed() {
        Node leader = null;
        for (Node node : simulation.nodes()) {
            if (node.isLeader()) {
                if (leader != null) {
                    return false;
                }
                leader = node;
            }
        }
        for (Node node : simulation.nodes()) {
            if (leader == null || node.isUp() && (node.leaderId() != leader.id() || node.term() != leader.term())) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuiet() {
        for (SimClient client : simulation.clients()) {
            if (!client.open().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Checkers of steps see to it that logs of equal last entries are equal. */
    private boolean isLevel() {
        Node first = null;
        for (Node node : simulation.nodes()) {
            if (node.isUp()) {
                first = first == null ? node : first;
                boolean isLevel = node.lastIndex() == first.lastIndex()
                        && node.lastTerm() == first.lastTerm()
                        && node.appliedIndex() == node.lastIndex()
                        && node.durableIndex() == node.lastIndex()
                        && node.stateHash() == first.stateHash();
                if (!isLevel) {
                    return false;
                }
            }
        }
        return true;
    }

    private String nodes() {
        StringBuilder text = new StringBuilder();
        for (Node node : simulation.nodes()) {
            text.append(node)
                    .append(node.isUp() ? " " + node.role() : " is down")
                    .append(" term ")
                    .append(node.term())
                    .append(" leader ")
                    .append(node.leaderId())
                    .append(" last ")
                    .append(node.lastIndex())
                    .append(" commit ")
                    .append(node.commitIndex())
                    .append(" applied ")
                    .append(node.appliedIndex())
                    .append(". ");
        }
        return text.toString();
    }
}
