package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.load.LoadClient;
import io.balsa.benchmarks.load.Measured;
import org.HdrHistogram.Histogram;

/** A rate without a pause for many minutes: latencies of each, and memory at both ends. */
final class Soak implements Rows.Row {
    private int minute;

    @Override
    public void run(RowRun run) throws Exception {
        minute = 0;
        run.withCluster(cluster -> {
            try (LoadClient client = run.connect(cluster)) {
                client.run(run.pace(), run.options().warmupS() * RowRun.SECOND_NS);
                run.findMemory("before, ", cluster);
                long minuteNs = run.options().minuteS() * RowRun.SECOND_NS;
                Measured measured = client.run(
                        run.pace(), run.options().minutes() * minuteNs, minuteNs, latencies -> find(run, latencies));
                if (measured.latencies().getTotalCount() > 0) {
                    find(run, measured.latencies());
                }
                run.find("all of it, commands/s", measured.throughput());
                run.find("all of it, processor us/command", measured.cpuUs());
                run.findMemory("after, ", cluster);
                if (!measured.isValid()) {
                    throw new IllegalStateException("less was achieved than --rate offers: give a lower --rate");
                }
            }
        });
    }

    private void find(RowRun run, Histogram latencies) {
        minute++;
        run.findings().keep("minute " + minute, latencies);
        for (double percentile : new double[] {50, 99, 99.9, 100}) {
            run.find(
                    "minute %d, %s us".formatted(minute, percentile == 100 ? "max" : "p" + percentile),
                    latencies.getValueAtPercentile(percentile) / 1000.0);
        }
    }
}
