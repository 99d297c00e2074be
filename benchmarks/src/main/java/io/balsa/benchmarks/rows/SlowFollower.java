package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.LoadClient;
import io.balsa.benchmarks.load.Measured;
import io.balsa.benchmarks.process.NodeProcess;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Whether the others feel it when one follower stands still (SIGSTOP), or goes on for a twentieth of the time. */
final class SlowFollower implements Rows.Row {
    private static final long RUNS_NS = 5_000_000;
    private static final long STANDS_NS = 95_000_000;

    @Override
    public void run(RowRun run) throws Exception {
        run.withCluster(cluster -> {
            try (LoadClient client = run.connect(cluster)) {
                client.run(run.pace(), run.options().warmupS() * RowRun.SECOND_NS);
                run.find("all well", measure(run, client));
                NodeProcess follower = RowRun.follower(cluster);
                try (Halting halting = new Halting(follower)) {
                    run.find("one follower halting", measure(run, client));
                }
                cluster.settle();
                follower.stop();
                Measured stopped = measure(run, client);
                follower.resume();
                long beganNs = System.nanoTime();
                cluster.awaitApplied(client.sent());
                run.find("one follower stopped", stopped);
                run.find("it is level again after, ms", (System.nanoTime() - beganNs) / 1e6);
            }
        });
    }

    private static Measured measure(RowRun run, LoadClient client) throws IOException, InterruptedException {
        return client.run(run.pace(), run.options().seconds() * RowRun.SECOND_NS);
    }

    /** Stops and continues a process until closed, on a thread of its own. */
    private static final class Halting implements AutoCloseable {
        private final NodeProcess node;
        private final Thread thread = new Thread(this::run, "benchmark-halting");
        private volatile boolean ended;

        Halting(NodeProcess node) {
            this.node = node;
            thread.start();
        }

        private void run() {
            try {
                while (!ended) {
                    node.stop();
                    LockSupport.parkNanos(STANDS_NS);
                    node.resume();
                    LockSupport.parkNanos(RUNS_NS);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
