package io.balsa.benchmarks.failover;

import io.balsa.benchmarks.failover.FailoverRun.Trial;
import io.balsa.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./balsa bench failover}. */
@Command(
        name = "failover",
        mixinStandardHelpOptions = true,
        description =
                "Takes the leader away again and again, under a client that sends at a rate, and tells how long it"
                        + " takes until another leader's first answer. Each node has a process of its own.")
public final class FailoverCommand implements Callable<Integer> {
    @Mixin
    private FailoverOptions options = new FailoverOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            options.check();
            double timeoutMs =
                    options.peer().electionTimeout(options.spec(Path.of(""))).toNanos() / 1e6;
            out.printf(
                    Locale.ROOT,
                    "%s %s, %s, %d commands/s, the leader: %s; followers wait %.0f ms for word from it%n",
                    options.peer().name(),
                    options.mode(),
                    options.durability(),
                    options.ratePerSec(),
                    options.fault().word(),
                    timeoutMs);
            out.flush();
            List<Trial> trials = run(out);
            write(trials, timeoutMs);
            return 0;
        } catch (IllegalArgumentException | ConfigException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IllegalStateException | IOException e) {
            err.println(e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            return 1;
        }
    }

    private List<Trial> run(PrintWriter out) throws Exception {
        List<Trial> trials = new FailoverRun(options).run(trial -> {
            out.printf(
                    Locale.ROOT,
                    "%10.0f ms, elected %.0f, silence %.0f%n",
                    trial.firstCommitMs(),
                    trial.electedMs(),
                    trial.silenceMs());
            out.flush();
        });
        print(out, "first commit", trials, Trial::firstCommitMs);
        print(out, "elected", trials, Trial::electedMs);
        print(out, "silence", trials, Trial::silenceMs);
        return trials;
    }

    private static void print(PrintWriter out, String what, List<Trial> trials, ToDoubleFunction<Trial> value) {
        double[] sorted = trials.stream().mapToDouble(value).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "%-14s p50 %.0f ms, least %.0f, most %.0f, of %d%n",
                what,
                sorted[(sorted.length - 1) / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
        out.flush();
    }

    private void write(List<Trial> trials, double timeoutMs) throws IOException {
        Path report = options.report();
        if (report == null) {
            return;
        }
        FailoverReport found = new FailoverReport(
                options.peer().name(),
                options.peer().version(),
                options.mode(),
                options.peer().settings(options.spec(Path.of(""))),
                options.durability(),
                options.fault().word(),
                timeoutMs,
                trials.stream().map(Trial::electedMs).toList(),
                trials.stream().map(Trial::firstCommitMs).toList(),
                trials.stream().map(Trial::silenceMs).toList());
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, JsonMapper.builder().build().writeValueAsBytes(found));
    }
}
