package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.command.Findings;
import io.balsa.benchmarks.load.LoadClient;
import io.balsa.benchmarks.load.Measured;
import io.balsa.benchmarks.load.Pace;
import io.balsa.benchmarks.peer.Place;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.Ground;
import io.balsa.benchmarks.process.MemoryFacts;
import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.NodeProcess;
import io.balsa.benchmarks.process.ProcessCluster;
import java.io.IOException;
import java.nio.file.Path;

/** What a row works with: the options, clusters of processes, and where it says what it found. One thread. */
final class RowRun {
    static final long SECOND_NS = 1_000_000_000;
    /** Under way while a log is filled. */
    private static final int FILL_WINDOW = 256;

    private final RowsOptions options;
    private final Findings findings;

    RowRun(RowsOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    RowsOptions options() {
        return options;
    }

    void find(String what, double value) {
        findings.find(what, value);
    }

    Findings findings() {
        return findings;
    }

    /** Latencies and processor time of a load. */
    void find(String what, Measured measured) {
        findings.keep(what, measured.latencies());
        find(what + ", commands/s", measured.throughput());
        find(what + ", p50 us", measured.us(50));
        find(what + ", p99 us", measured.us(99));
        find(what + ", p99.9 us", measured.us(99.9));
        find(what + ", max us", measured.us(100));
        find(what + ", processor us/command", measured.cpuUs());
        if (!measured.isValid()) {
            throw new IllegalStateException(
                    "less was achieved than --rate offers, and the latencies are worth nothing: give a"
                            + " lower --rate");
        }
    }

    /** Memory of the nodes together and of the client's process, in MiB. */
    void findMemory(String when, ProcessCluster cluster) throws IOException, InterruptedException {
        for (NodeProcess node : cluster.nodes()) {
            findMemory(when + "node " + node.node(), node.memory());
        }
        findMemory(when + "client", MemoryFacts.ofThisProcess());
    }

    private void findMemory(String who, MemoryFacts facts) {
        double mebibyte = 1 << 20;
        find(who + ", heap MiB", facts.heap() / mebibyte);
        find(who + ", direct buffers MiB", facts.direct() / mebibyte);
        find(who + ", mapped MiB", facts.mapped() / mebibyte);
        find(who + ", mapped and resident MiB", facts.mappedResident() / mebibyte);
        find(who + ", anonymous MiB", facts.anonymous() / mebibyte);
        find(who + ", resident MiB", facts.resident() / mebibyte);
    }

    /** What is done with a cluster. */
    @FunctionalInterface
    interface Use {
        void of(ProcessCluster cluster) throws Exception;
    }

    /** With nodes that have settled. */
    void withCluster(Use use) throws Exception {
        launch(cluster -> {
            cluster.settle();
            use.of(cluster);
        });
    }

    /** With nodes whose processes were only just started. */
    void launch(Use use) throws Exception {
        Path directory = Directories.temporary("rows");
        try {
            Spec spec = options.spec(directory);
            try (ProcessCluster cluster = ProcessCluster.launch(options.peer(), spec, Ground.plain(directory))) {
                use.of(cluster);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    LoadClient connect(ProcessCluster cluster) throws Exception {
        return LoadClient.connect(cluster, Place.REMOTE, options.payload());
    }

    /** At {@code --rate}. */
    Pace pace() {
        return Pace.open(options.ratePerSec());
    }

    /** Sends until the log is as long as {@code --mb} says. @return commands in it */
    long fill(ProcessCluster cluster) throws Exception {
        try (LoadClient client = connect(cluster)) {
            while (client.sent() < options.commands()) {
                client.run(Pace.closed(FILL_WINDOW), SECOND_NS / 4);
            }
            return client.sent();
        }
    }

    /** In MiB per second: so many commands in that time. */
    double mebibytesPerSec(long commands, long ns) {
        return commands * (double) options.payload() / (1 << 20) * SECOND_NS / Math.max(1, ns);
    }

    /** A node that does not lead. Every node must answer. */
    static NodeProcess follower(ProcessCluster cluster) throws IOException, InterruptedException {
        for (NodeProcess node : cluster.nodes()) {
            NodeFacts facts = node.facts();
            if (!facts.leads()) {
                return node;
            }
        }
        throw new IllegalStateException("nobody follows");
    }
}
