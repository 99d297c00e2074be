package io.balsa.benchmarks.load;

import io.balsa.benchmarks.AtExit;
import io.balsa.benchmarks.Directories;
import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.load.LoadReport.PaceReport;
import io.balsa.benchmarks.peer.Cluster;
import io.balsa.benchmarks.peer.Spec;
import io.balsa.benchmarks.process.Ground;
import io.balsa.benchmarks.process.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One cluster of one peer under one client, for as many paces as are asked for, one after the other. */
final class LoadRun {
    private static final long SECOND_NS = 1_000_000_000;
    /** Before each measurement, at its own pace. */
    private static final long SETTLE_NS = SECOND_NS;

    /** At a time, until what was written before lies on the disk. */
    private static final long MEANWHILE_NS = SECOND_NS / 50;

    /** Waits until everything in the page cache is on a disk. */
    private static final Path SYNC = Path.of("/bin/sync");

    /** Times {@code --warmup} that are added at most while this JVM compiles. */
    private static final int MOST_WARMUPS = 5;

    private final LoadOptions options;
    private boolean isWarm;

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
                AtExit atExit = AtExit.add("close the nodes", cluster::close);
                try {
                    measure(cluster, onMeasured);
                } finally {
                    atExit.forget();
                }
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
            warmUp(client);
            for (Pace pace : options.paces()) {
                boolean mayFail = pace.isOpen() && pace != options.paces().getFirst();
                Measured measured = mayFail ? climb(client, pace) : measure(client, pace);
                onMeasured.accept(measured);
                if (measured.isLost()) {
                    requireAlike(cluster);
                    return;
                }
                if (!measured.isValid()) {
                    break;
                }
            }
            requireApplied(cluster, client.sent());
        }
    }

    private Measured measure(LoadClient client, Pace pace) throws IOException, InterruptedException {
        awaitWriteBack(client, pace);
        isWarm = settle(client, List.of(pace), pace.isOpen()) && (pace.isOpen() || isWarm);
        Measured measured = client.run(pace, options.seconds() * SECOND_NS);
        return isWarm ? measured : measured.cold();
    }

    /**
     * What earlier paces left in the page cache the kernel's threads would write while this one is measured, for seconds where windows
     * are large. Commands go on meanwhile, so that nobody takes anybody for dead.
     */
    private static void awaitWriteBack(LoadClient client, Pace pace) throws IOException, InterruptedException {
        if (!Files.isExecutable(SYNC)) {
            return;
        }
        Process sync = new ProcessBuilder(SYNC.toString()).start();
        while (sync.isAlive()) {
            client.run(pace, MEANWHILE_NS);
        }
    }

    /**
     * One rung after another. Where a command is refused or lost, it is beyond what can be kept, and so is every later one; on
     * the first nothing may be lost.
     */
    private Measured climb(LoadClient client, Pace pace) throws IOException, InterruptedException {
        try {
            return measure(client, pace);
        } catch (CommandsLostException e) {
            System.getLogger(LoadRun.class.getName())
                    .log(System.Logger.Level.WARNING, pace.word() + ": " + e.getMessage());
            return Measured.lost(pace);
        }
    }

    /**
     * At every window, for each takes ways through the code that are compiled anew for it; rates rise from one to the next, and are
     * warmed up one by one.
     */
    private void warmUp(LoadClient client) throws IOException, InterruptedException {
        List<Pace> paces = options.paces().getFirst().isOpen() ? options.paces().subList(0, 1) : options.paces();
        runAll(client, paces, options.warmupS() * SECOND_NS / paces.size());
        isWarm = settle(client, paces, true);
    }

    /**
     * If wanted for as long as this JVM compiles: that takes its time from what is measured, and systems differ in how long it does.
     *
     * @return whether it compiles no more, as far as that was asked
     */
    private boolean settle(LoadClient client, List<Pace> paces, boolean whileCompiling)
            throws IOException, InterruptedException {
        long beganNs = System.nanoTime();
        Compilation compilation = new Compilation();
        boolean isBusy;
        do {
            runAll(client, paces, SETTLE_NS);
            isBusy = whileCompiling && compilation.isBusy();
        } while (isBusy && System.nanoTime() - beganNs < MOST_WARMUPS * options.warmupS() * SECOND_NS);
        return !isBusy;
    }

    private static void runAll(LoadClient client, List<Pace> paces, long ns) throws IOException, InterruptedException {
        for (Pace pace : paces) {
            client.run(pace, ns);
        }
    }

    /** Every answered command was applied once by every node, at the latest now that it is quiet, and in the same order. */
    private static void requireApplied(Cluster cluster, long sent) throws IOException, InterruptedException {
        ProcessCluster.await(
                "every node applying " + sent + " commands",
                () -> Arrays.stream(cluster.applied()).allMatch(applied -> applied == sent));
        requireAlike(cluster);
    }

    /** Whatever the nodes applied, it is the same, at the latest now that it is quiet. */
    private static void requireAlike(Cluster cluster) throws IOException, InterruptedException {
        ProcessCluster.await(
                "every node applying the same commands",
                () -> Arrays.stream(cluster.hashes()).distinct().count() == 1);
    }
}
