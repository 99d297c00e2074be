package io.balsa.benchmarks.load;

import io.balsa.config.ConfigException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./balsa bench load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Three nodes of one peer, in one process or in one each, and a client that keeps a window of commands"
                    + " under way or sends at a rate. Latencies, in microseconds, count from the moment a command was"
                    + " due.",
        footer = {"", "Exit codes: 0 all was measured, 1 something failed, 2 what was given is wrong."})
public final class LoadCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions options = new LoadOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try {
            options.check();
            out.printf(
                    "%s %s, %s client, %s%s, %d bytes, %s%n",
                    options.peer(),
                    options.mode(),
                    options.place().word(),
                    options.durability(),
                    options.fsync() ? "" : " (survives the end of a process, not a power cut)",
                    options.payload(),
                    options.processes() ? "a process for each node" : "three nodes in one process");
            out.printf(
                    "%14s %12s %10s %10s %10s %10s %10s %9s%n",
                    "pace", "commands/s", "p50 us", "p90 us", "p99 us", "p99.9 us", "max us", "cpu us/c");
            out.flush();
            new LoadRun(options).run(this::print);
            return 0;
        } catch (IllegalArgumentException | ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void print(Measured measured) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%14s %,12.0f %10.1f %10.1f %10.1f %10.1f %10.0f %9.2f%s%n",
                measured.pace().word(),
                measured.throughput(),
                measured.us(50),
                measured.us(90),
                measured.us(99),
                measured.us(99.9),
                measured.us(100),
                measured.cpuUs(),
                measured.isValid() ? "" : "  beyond the knee: less was achieved than offered");
        out.flush();
    }
}
