package io.balsa.benchmarks.load;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Peers;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.Ground;
import io.balsa.benchmarks.process.ProcessCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One cluster of one peer under one client, for as many paces as are asked for, one after the other. */
final class LoadRun {
    private static final long SECOND_NS = 1_000_000_000;

    private final LoadOptions options;

    LoadRun(LoadOptions options) {
        this.options = options;
    }

    /**
     * Runs.
     *
     * @param onMeasured told of every pace as it ends
     * @return the report, which is also written where the options say
     * @throws IllegalStateException when a command was lost, or applied by no majority
     */
    LoadReport run(Consumer<Measured> onMeasured) throws Exception {
        List<Measured> all = new ArrayList<>();
        String settings = runOnce(onMeasured.andThen(all::add));
        LoadReport report = new LoadReport(
                options.peer(),
                Peers.of(options.peer()).version(),
                options.mode(),
                settings,
                options.place().word(),
                options.durability(),
                options.payload(),
                ReportFiles.paces(all));
        Path file = options.report();
        if (file != null) {
            ReportFiles.write(file, report, all);
        }
        return report;
    }

    private String runOnce(Consumer<Measured> onMeasured) throws Exception {
        Path directory = Directories.temporary(options.peer());
        try {
            Spec spec = new Spec(options.mode(), options.fsync(), options.payload(), directory, options.settings());
            try (Cluster cluster = start(spec)) {
                measure(cluster, onMeasured);
                return cluster.settings();
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private Cluster start(Spec spec) throws Exception {
        return options.processes()
                ? ProcessCluster.start(ProcessCluster.peer(options.peer()), spec, Ground.plain(spec.directory()))
                : Peers.of(options.peer()).start(spec);
    }

    private void measure(Cluster cluster, Consumer<Measured> onMeasured) throws Exception {
        try (LoadClient client = LoadClient.connect(cluster, options.place(), options.payload())) {
            client.run(options.paces().getFirst(), options.warmupS() * SECOND_NS);
            for (Pace pace : options.paces()) {
                client.run(pace, SECOND_NS / 2);
                onMeasured.accept(client.run(pace, options.seconds() * SECOND_NS));
            }
            requireApplied(cluster, client.sent());
        }
    }

    /** Every answered command was applied once by every node, at the latest now that it is quiet, and in the same order. */
    private static void requireApplied(Cluster cluster, long sent) throws IOException, InterruptedException {
        ProcessCluster.await(
                "every node applying " + sent + " commands",
                () -> Arrays.stream(cluster.applied()).allMatch(applied -> applied == sent));
        if (Arrays.stream(cluster.hashes()).distinct().count() != 1) {
            throw new IllegalStateException("the nodes applied different commands");
        }
    }
}
