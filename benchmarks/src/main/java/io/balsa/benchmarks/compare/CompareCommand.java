package io.balsa.benchmarks.compare;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./balsa bench compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures peers side by side and writes a report: for each row, peer and mode a process with three"
                        + " nodes and a client, the repetitions last, so that peers take turns. Everything runs on this"
                        + " machine, one process at a time; leave it alone meanwhile.",
        footer = {
            "",
            "Exit codes: 0 all was measured, 1 a process failed (its log says why), 2 what was given is wrong."
        })
public final class CompareCommand implements Callable<Integer> {
    @Mixin
    private CompareOptions options = new CompareOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try {
            options.check();
            int failed = new Comparison(options, out).run();
            Results results = Results.read(options.directory(), options.rows());
            Report.write(results, options.directory());
            out.print(new MarkdownTable(results).text());
            out.println("report: " + options.directory().resolve("report.html").toAbsolutePath());
            out.flush();
            return failed == 0 ? 0 : 1;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }
}
