package io.balsa.simulator;

import io.balsa.api.Command;
import io.balsa.api.ResultWriter;
import io.balsa.api.StateMachine;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * A node's state machine as a simulation runs it: two instances are given the same commands and queries, one after the other.
 * Results and state hashes must be equal, and equal to those of every node at the same index.
 */
final class Replica implements StateMachine {
    private final Simulation simulation;
    private final Node node;
    private final StateMachine first;
    private final StateMachine second;
    private final Tee result = new Tee();
    private final Tee repeated = new Tee();
    private long appliedStateHash;

    Replica(Simulation simulation, Node node, Supplier<StateMachine> maker) {
        this.simulation = simulation;
        this.node = node;
        this.first = maker.get();
        this.second = maker.get();
        if (first == second) {
            throw new IllegalArgumentException("the maker of state machines must make a new one each time");
        }
    }

    @Override
    public void apply(Command command, ResultWriter writer) {
        simulation.onApply(node, command);
        first.apply(command, result.over(writer));
        second.apply(command, repeated.over(null));
        long index = command.index();
        long hash = first.stateHash();
        appliedStateHash = hash;
        require(result.holdsTheSameAs(repeated), "two results of the command at", index);
        require(second.stateHash() == hash, "two states after the command at", index);
        require(
                simulation.stateHashes().agree(index, hash),
                "a state unlike another node's after the command at",
                index);
    }

    @Override
    public void query(DirectBuffer query, int offset, int length, ResultWriter writer) {
        long before = first.stateHash();
        first.query(query, offset, length, result.over(writer));
        second.query(query, offset, length, repeated.over(null));
        long index = node.appliedIndex();
        require(result.holdsTheSameAs(repeated), "two answers to a query at", index);
        require(first.stateHash() == before, "another state after a query at", index);
    }

    @Override
    public long stateHash() {
        return first.stateHash();
    }

    /** Of the state after the last command. */
    long appliedStateHash() {
        return appliedStateHash;
    }

    private void require(boolean isTrue, String what, long index) {
        if (!isTrue) {
            throw new NondeterminismError(
                    "the state machine of " + node + " had " + what + " index " + index + "; " + simulation.where());
        }
    }
}
