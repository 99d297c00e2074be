package io.balsa.benchmarks.load;

import io.balsa.benchmarks.command.MeasureCommand;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./balsa bench load}. */
@Command(
        name = "load",
        description =
                "Three nodes of one peer, in one process or in one each, and a client that keeps a window of commands"
                    + " under way or sends at a rate. Latencies, in microseconds, count from the moment a command was"
                    + " due.")
public final class LoadCommand extends MeasureCommand {
    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    protected LoadOptions options() {
        return options;
    }

    @Override
    protected int run(PrintWriter out) throws Exception {
        out.printf(
                "%14s %12s %10s %10s %10s %10s %10s %9s %8s%n",
                "pace", "commands/s", "p50 us", "p90 us", "p99 us", "p99.9 us", "max us", "cpu us/c", "bytes/c");
        out.flush();
        new LoadRun(options).run(measured -> print(out, measured));
        return 0;
    }

    private static void print(PrintWriter out, Measured measured) {
        Double allocated = measured.allocatedPerCommand();
        out.printf(
                Locale.ROOT,
                "%14s %,12.0f %10.1f %10.1f %10.1f %10.1f %10.0f %9.2f %8s%s%n",
                measured.pace().word(),
                measured.throughput(),
                measured.us(50),
                measured.us(90),
                measured.us(99),
                measured.us(99.9),
                measured.us(100),
                measured.cpuUs(),
                allocated == null ? "-" : String.format(Locale.ROOT, "%.3f", allocated),
                remark(measured));
        out.flush();
    }

    private static String remark(Measured measured) {
        if (measured.isLost()) {
            return "  beyond the knee: commands were refused or lost, see the log";
        }
        return measured.isValid() ? "" : "  beyond the knee: less was achieved than offered";
    }
}
