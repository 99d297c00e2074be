package io.balsa.benchmarks.cluster;

import io.balsa.config.BalsaConfig;
import io.balsa.config.RaftConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What differs between runs of a cluster on this machine; the rest are the defaults.
 *
 * @param durability {@code fsync} or {@code page-cache}
 * @param profile    {@code low-latency} or {@code balanced}
 * @param overrides  further keys in HOCON, as in a file of a user's; may be empty
 */
public record ClusterSettings(String durability, String profile, String overrides) {
    /** Of every cluster that is measured. */
    public static final String CLUSTER_NAME = "benchmark";

    /** From the defaults, beside durability and profile. */
    public static final String DIFFERENCES = "election-timeout = 1s, heartbeat-interval = 100ms";

    private static final long MS = 1_000_000;

    /** What undoes them: the times of who sets none. */
    public static String usualTimes() {
        RaftConfig raft =
                BalsaConfig.parse("""
                    balsa {
                      cluster { name = %s, members = [ { id = 1, address = "127.0.0.1:1" } ] }
                      node.id = 1
                    }
                    """.formatted(CLUSTER_NAME), "defaults").raft();
        return "balsa.raft { election-timeout = %dms, heartbeat-interval = %dms }"
                .formatted(raft.electionTimeoutNs() / MS, raft.heartbeatIntervalNs() / MS);
    }

    /** The configuration of one node. {@code ports}: of all nodes on the loopback interface, that of node 1 first. */
    public BalsaConfig of(int nodeId, List<Integer> ports, Path directory) {
        return at(nodeId, ports.stream().map(port -> "127.0.0.1:" + port).toList(), directory);
    }

    /** The same. {@code addresses}: of all nodes, that of node 1 first. */
    public BalsaConfig at(int nodeId, List<String> addresses, Path directory) {
        String members = IntStream.rangeClosed(1, addresses.size())
                .mapToObj(id -> "{ id = %d, address = \"%s\" }".formatted(id, addresses.get(id - 1)))
                .collect(Collectors.joining(", "));
        String text = """
            balsa {
              cluster { name = %s, members = [ %s ] }
              node.id = %d
              # Compilation on a busy machine is no reason for an election in the middle of a measurement.
              raft { %s }
              loop.profile = %s
              journal { directory = "%s", durability = %s }
            }
            """.formatted(
                CLUSTER_NAME, members, nodeId, DIFFERENCES, profile, directory.resolve("node-" + nodeId), durability);
        BalsaConfig config = BalsaConfig.parse(text, "the benchmark's configuration");
        return overrides.isBlank() ? config : config.with(overrides);
    }
}
