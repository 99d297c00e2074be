package io.balsa.benchmarks.peer;

import io.balsa.benchmarks.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Where the nodes of one cluster are heard, and their client. Nodes count from 0.
 *
 * @param hosts      of the nodes
 * @param ports      {@link #PORTS} for each node, those of node 0 first
 * @param clientHost from which the client speaks
 * @param drivers    directory for the buffers of media drivers, in memory where there is such a place; deleted by who made it
 */
public record Members(List<String> hosts, List<Integer> ports, String clientHost, String drivers) {
    /** What any peer needs for one node. */
    public static final int PORTS = 5;

    private static final String LOOPBACK = "127.0.0.1";

    /** All on the loopback interface, at ports that were free a moment ago. */
    public static Members onLoopback(Path drivers) throws IOException {
        return new Members(
                Collections.nCopies(Spec.NODES, LOOPBACK),
                Ports.free(Spec.NODES * PORTS),
                LOOPBACK,
                drivers.toString());
    }

    /** Of a node, with its port for that use: 0 to {@link #PORTS} - 1. */
    public String address(int node, int use) {
        return hosts.get(node) + ":" + ports.get(node * PORTS + use);
    }
}
