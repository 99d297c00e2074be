package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.process.NodeFacts;
import java.util.List;

/** Processor time of nodes that nobody asks for anything. */
final class Idle implements Rows.Row {
    @Override
    public void run(RowRun run) throws Exception {
        run.withCluster(cluster -> {
            Thread.sleep(run.options().warmupS() * 1000L);
            List<NodeFacts> before = cluster.facts();
            long beganNs = System.nanoTime();
            Thread.sleep(run.options().seconds() * 1000L);
            List<NodeFacts> after = cluster.facts();
            long ns = System.nanoTime() - beganNs;
            double all = 0;
            for (int node = 0; node < after.size(); node++) {
                long cpuNs = after.get(node).cpuNs() - before.get(node).cpuNs();
                run.find(
                        "node " + node + (after.get(node).leads() ? " (leader)" : "") + ", % of one processor",
                        100.0 * cpuNs / ns);
                all += 100.0 * cpuNs / ns;
            }
            run.find("all nodes, % of one processor", all);
        });
    }
}
