package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.LoadClient;

/** What the processes hold after a steady load. */
final class Memory implements Rows.Row {
    @Override
    public void run(RowRun run) throws Exception {
        run.withCluster(cluster -> {
            try (LoadClient client = run.connect(cluster)) {
                client.run(run.pace(), run.options().warmupS() * RowRun.SECOND_NS);
                run.find("load", client.run(run.pace(), run.options().seconds() * RowRun.SECOND_NS));
                run.findMemory("", cluster);
            }
        });
    }
}
