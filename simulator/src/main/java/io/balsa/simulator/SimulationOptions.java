package io.balsa.simulator;

import io.balsa.api.Member;
import io.balsa.api.Membership;
import io.balsa.api.StateMachine;
import io.balsa.simulator.machine.SimClientTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is simulated. Immutable; each method that is named like a part returns a copy.
 *
 * @param members      the initial configuration; a node is made for each member
 * @param node         how every node is configured, until it is started with something else
 * @param timing       how long things take while nothing is wrong
 * @param segmentBytes of one file on a simulated disk; at least twice the longest record
 * @param cluster      its name, which is in every data directory and in every frame
 */
public record SimulationOptions(Membership members, NodeOptions node, Timing timing, int segmentBytes, String cluster) {
    private static final String DEFAULT_CLUSTER = "simulation";

    private static final int DEFAULT_SEGMENT_BYTES = 32 * 1024;

    /** @throws IllegalArgumentException when a record does not fit into a segment */
    public SimulationOptions {
        if (segmentBytes < 2 * node.maxRecordLength()) {
            throw new IllegalArgumentException("a segment of " + segmentBytes + " bytes is too short for records of "
                    + node.maxRecordLength() + "; use at least twice as many");
        }
    }

    /** A healthy cluster of that many voters, with ids from 1. */
    public static SimulationOptions of(int nodes) {
        List<Member> voters = new ArrayList<>();
        for (int id = 1; id <= nodes; id++) {
            voters.add(member(id));
        }
        return new SimulationOptions(
                Membership.of(voters), NodeOptions.DEFAULT, Timing.DEFAULT, DEFAULT_SEGMENT_BYTES, DEFAULT_CLUSTER);
    }

    /** A member at an address of the simulated network. */
    public static Member member(int id) {
        return new Member(id, SimClientTransport.addressOf(id), Member.DEFAULT_PRIORITY);
    }

    /** The same with other members. */
    public SimulationOptions members(Membership other) {
        return new SimulationOptions(other, node, timing, segmentBytes, cluster);
    }

    /** The same with other nodes. */
    public SimulationOptions node(NodeOptions other) {
        return new SimulationOptions(members, other, timing, segmentBytes, cluster);
    }

    /** The same with another state machine. */
    public SimulationOptions stateMachine(Supplier<StateMachine> other) {
        return node(node.stateMachine(other));
    }

    /** The same with other times. */
    public SimulationOptions timing(Timing other) {
        return new SimulationOptions(members, node, other, segmentBytes, cluster);
    }

    /** The same with files of another length. */
    public SimulationOptions segmentBytes(int other) {
        return new SimulationOptions(members, node, timing, other, cluster);
    }

    /** The same with another name. */
    public SimulationOptions cluster(String other) {
        return new SimulationOptions(members, node, timing, segmentBytes, other);
    }
}
