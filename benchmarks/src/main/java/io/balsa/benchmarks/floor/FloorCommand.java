package io.balsa.benchmarks.floor;

import io.balsa.benchmarks.command.Machine;
import io.balsa.benchmarks.command.ReportFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./balsa bench floor}. */
@Command(
        name = "floor",
        mixinStandardHelpOptions = true,
        description = "Measures what this machine takes for what every replication does, in less than a minute.")
public final class FloorCommand implements Callable<Integer> {
    @Option(names = "--report", paramLabel = "FILE", description = "For the results as JSON (default: none).")
    private @Nullable Path report;

    @Option(names = "--rough", hidden = true, description = "For tests: a moment for each.")
    private boolean rough;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Machine.head(out, true);
        FloorReport found = rough ? Floor.measureRoughly() : Floor.measure();
        found.p50Us()
                .forEach((name, us) -> out.printf(
                        Locale.ROOT,
                        "%-52s p50 %,10.1f us   p99 %,10.1f us%n",
                        name,
                        us,
                        found.p99Us().get(name)));
        found.perSec().forEach((name, rate) -> out.printf(Locale.ROOT, "%-52s %,14.0f per second%n", name, rate));
        out.flush();
        if (report != null) {
            ReportFiles.write(report, found);
        }
        return 0;
    }
}
