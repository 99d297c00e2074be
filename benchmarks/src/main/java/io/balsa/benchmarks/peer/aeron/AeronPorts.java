package io.balsa.benchmarks.peer.aeron;

import io.aeron.CommonContext;
import io.balsa.benchmarks.Ports;
import io.balsa.benchmarks.peer.Spec;
import java.io.IOException;
import java.util.List;
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

    private final List<Integer> ports;
    private final String drivers = CommonContext.getAeronDirectoryName() + "-benchmark-" + UUID.randomUUID() + "-";

    AeronPorts() throws IOException {
        ports = Ports.free(Spec.NODES * USES);
    }

    int of(int id, Use use) {
        return ports.get(id * USES + use.ordinal());
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
                                .mapToObj(use -> "127.0.0.1:" + of(id, Use.values()[use]))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    String ingressEndpoints() {
        return IntStream.range(0, Spec.NODES)
                .mapToObj(id -> id + "=127.0.0.1:" + of(id, Use.INGRESS))
                .collect(Collectors.joining(","));
    }
}
