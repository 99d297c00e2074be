package io.balsa.benchmarks.peer.aeron;

import io.balsa.benchmarks.peer.Members;
import io.balsa.benchmarks.peer.Spec;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the nodes of one cluster hear, and the directories of their drivers. Nodes count from 0. */
final class AeronPorts {
    /** What a node hears at a port, in the order of Aeron's description of members. */
    enum Use {
        INGRESS,
        CONSENSUS,
        LOG,
        CATCHUP,
        ARCHIVE
    }

    private static final int USES = Use.values().length;

    private final Members members;
    private final String drivers;

    AeronPorts(Members members) {
        this.members = members;
        // A process that was killed leaves the directory of its driver, and the next one must not take that for a
        // running one.
        this.drivers = members.drivers() + "/aeron-" + UUID.randomUUID() + "-";
    }

    String address(int id, Use use) {
        return members.address(id, use.ordinal());
    }

    /** A channel that is heard at any free port of a node. */
    String anyPort(int id) {
        return "aeron:udp?endpoint=" + members.hosts().get(id) + ":0";
    }

    /** The same for the client. */
    String anyPortOfClient() {
        return "aeron:udp?endpoint=" + members.clientHost() + ":0";
    }

    String driverDirectory(int id) {
        return drivers + id;
    }

    /** Of the client's driver. */
    String clientDriverDirectory() {
        return drivers + "client";
    }

    String members() {
        return IntStream.range(0, Spec.NODES)
                .mapToObj(id -> id + ","
                        + IntStream.range(0, USES)
                                .mapToObj(use -> address(id, Use.values()[use]))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    String ingressEndpoints() {
        return IntStream.range(0, Spec.NODES)
                .mapToObj(id -> id + "=" + address(id, Use.INGRESS))
                .collect(Collectors.joining(","));
    }
}
