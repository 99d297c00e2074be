package io.balsa.benchmarks.rows;

import io.balsa.benchmarks.command.Findings;
import io.balsa.benchmarks.command.FindingsReport;
import io.balsa.benchmarks.command.MeasureCommand;
import io.balsa.benchmarks.command.ReportFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./balsa bench rows}. */
@Command(
        name = "rows",
        description = "What is measured beside latency and throughput, with a process for each node: start to first"
                + " answer, replay, a follower that catches up or stands still, memory, idle nodes, a soak.")
public final class RowsCommand extends MeasureCommand {
    @Mixin
    private RowsOptions options = new RowsOptions();

    @Override
    protected RowsOptions options() {
        return options;
    }

    @Override
    protected int run(PrintWriter out) throws Exception {
        Map<String, FindingsReport.Found> found = new LinkedHashMap<>();
        for (String word : options.rows()) {
            out.println(word);
            out.flush();
            Findings findings = new Findings(out);
            Rows.of(word).row().run(new RowRun(options, findings));
            findings.writeRaw(options.report(), word);
            found.put(word, findings.found());
        }
        Path report = options.report();
        if (report != null) {
            ReportFiles.write(report, new FindingsReport(options.subject(), found));
        }
        return 0;
    }
}
