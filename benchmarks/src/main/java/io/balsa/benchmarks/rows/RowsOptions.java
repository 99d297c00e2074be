package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.process.ProcessOptions;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./balsa bench rows} is told. Filled in by picocli, then only read. */
final class RowsOptions extends ProcessOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "ROW",
            description = "start, replay, catch-up, slow-follower, memory, idle or soak.")
    private List<String> rows = List.of();

    @Option(names = "--mb", defaultValue = "256", description = "MiB of commands to replay or catch up (default: 256).")
    private int mebibytes;

    @Option(names = "--minutes", defaultValue = "30", description = "Minutes of a soak (default: 30).")
    private int minutes;

    @Option(
            names = "--minute",
            defaultValue = "60",
            hidden = true,
            description = "Its seconds, for tests (default: 60).")
    private int minuteS;

    @Override
    public void check() {
        super.check();
        rows.forEach(Rows::of);
        if (minutes < 1 || minuteS < 1 || mebibytes < 1) {
            throw new IllegalArgumentException("--mb and --minutes are 1 or more");
        }
    }

    List<String> rows() {
        return rows;
    }

    /** Commands that make what {@code --mb} says. */
    long commands() {
        return Math.max(1, ((long) mebibytes << 20) / payload());
    }

    int minutes() {
        return minutes;
    }

    /** Seconds of each of them. */
    int minuteS() {
        return minuteS;
    }

    @Override
    protected String scene() {
        return "remote client, a process for each node";
    }

    @Override
    protected long untoldRatePerSec() {
        return 5000;
    }

    @Override
    protected int untoldTimes() {
        return 5;
    }
}
