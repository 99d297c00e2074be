package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.MeasureCommand;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./balsa bench compare}. */
@Command(
        name = "compare",
        description =
                "Measures peers side by side and writes a report: for each row, peer and mode a process of its own,"
                        + " the repetitions last, so that peers take turns; modes that are far behind another of their"
                        + " peer in all that is judged are run once. It says at the start how long it will take."
                        + " Everything runs on this machine, one process at a time; leave it alone meanwhile.")
public final class CompareCommand extends MeasureCommand {
    @Mixin
    private CompareOptions options = new CompareOptions();

    @Override
    protected CompareOptions options() {
        return options;
    }

    @Override
    protected int run(PrintWriter out) throws Exception {
        out.println("each: " + String.join(" ", Child.flags()) + ", warm-up " + options.warmupS()
                + " s, measurements of " + options.seconds() + " s");
        Basis.of(options).claim(options.directory());
        int failed = new Comparison(options, out).run();
        Results results = Results.read(options.directory());
        Report.write(results, options.directory());
        out.print(GoalTable.markdown(Goals.of(results)));
        out.println("report: " + options.directory().resolve("report.html").toAbsolutePath());
        out.flush();
        return failed == 0 ? 0 : 1;
    }
}
