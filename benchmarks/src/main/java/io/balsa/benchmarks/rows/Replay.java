package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.process.NodeFacts;
import io.balsa.benchmarks.process.NodeProcess;

/** How fast nodes that were closed take in again what is on their disks; all three at a time, elections included. */
final class Replay implements Rows.Row {
    @Override
    public void run(RowRun run) throws Exception {
        run.withCluster(cluster -> {
            long commands = run.fill(cluster);
            cluster.awaitApplied(commands);
            for (NodeProcess node : cluster.nodes()) {
                node.close();
            }
            for (NodeProcess node : cluster.nodes()) {
                node.awaitEnd();
                node.start();
            }
            long beganNs =
                    cluster.facts().stream().mapToLong(NodeFacts::beganNs).max().orElseThrow();
            cluster.awaitApplied(commands);
            long ns = System.nanoTime() - beganNs;
            run.find("log, MiB of commands", run.mebibytesPerSec(commands, RowRun.SECOND_NS));
            run.find(
                    "slowest to open its log, ms",
                    cluster.facts().stream()
                            .mapToDouble(facts -> (facts.openedNs() - facts.beganNs()) / 1e6)
                            .max()
                            .orElseThrow());
            run.find("last has applied all, ms", ns / 1e6);
            run.find("replayed by each, MiB/s", run.mebibytesPerSec(commands, ns));
        });
    }
}
