package io.balsa.benchmarks.load;

import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.load.LoadReport.PaceReport;
import io.balsa.benchmarks.peer.Cluster;
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
     * Runs, and writes the report where the options say.
     *
     * @param onMeasured told of every pace as it ends
     * @throws IllegalStateException when a command was lost, or applied by no majority
     */
    void run(Consumer<Measured> onMeasured) throws Exception {
        List<Measured> all = new ArrayList<>();
        runOnce(onMeasured.andThen(all::add));
        Path file = options.report();
        if (file != null) {
            for (Measured one : all) {
                ReportFiles.write(file, one.pace().word(), one.latencies());
            }
            List<PaceReport> paces = all.stream().map(PaceReport::of).toList();
            ReportFiles.write(
                    file, new LoadReport(options.subject(), options.place().word(), paces));
        }
    }

    private void runOnce(Consumer<Measured> onMeasured) throws Exception {
        Path directory = Directories.temporary(options.peer().name());
        try {
            try (Cluster cluster = start(options.spec(directory))) {
                measure(cluster, onMeasured);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private Cluster start(Spec spec) throws Exception {
        return options.processes()
                ? ProcessCluster.start(ProcessCluster.distributed(options.peer()), spec, Ground.plain(spec.directory()))
                : options.peer().start(spec);
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
