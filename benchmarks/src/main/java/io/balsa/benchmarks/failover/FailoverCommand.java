package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.command.Findings;
import io.balsa.benchmarks.command.FindingsReport;
import io.balsa.benchmarks.command.MeasureCommand;
import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.failover.FailoverRun.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./balsa bench failover}. */
@Command(
        name = "failover",
        description =
                "Takes the leader away again and again, under a client that sends at a rate, and tells how long it"
                        + " takes until another leader's first answer. Each node has a process of its own.")
public final class FailoverCommand extends MeasureCommand {
    /** Names of what is found; their medians and ranges have endings. */
    public static final String FIRST_COMMIT = "first commit, ms";

    /** As configured. */
    public static final String ELECTION_TIMEOUT = "election timeout, ms";

    @Mixin
    private FailoverOptions options = new FailoverOptions();

    @Override
    protected FailoverOptions options() {
        return options;
    }

    @Override
    protected int run(PrintWriter out) throws Exception {
        FailoverRun run = new FailoverRun(options);
        List<Trial> trials = run.run(trial -> {
            out.printf(
                    Locale.ROOT,
                    "%10.0f ms, elected %.0f, silence %.0f%n",
                    trial.firstCommitMs(),
                    trial.electedMs(),
                    trial.silenceMs());
            out.flush();
        });
        Findings findings = new Findings(out);
        findings.find(FIRST_COMMIT, trials.stream().map(Trial::firstCommitMs).toList());
        findings.find("elected, ms", trials.stream().map(Trial::electedMs).toList());
        findings.find("silence, ms", trials.stream().map(Trial::silenceMs).toList());
        findings.find(ELECTION_TIMEOUT, options.electionTimeoutMs());
        findings.find("ended by themselves and started again", run.startedAgain());
        Path report = options.report();
        if (report != null) {
            ReportFiles.write(
                    report,
                    new FindingsReport(options.subject(), Map.of(options.fault().word(), findings.found())));
        }
        return 0;
    }
}
