package io.balsa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.balsa.benchmarks.cluster.ClusterRun;
import io.balsa.benchmarks.cluster.CommitThroughputBenchmark;
import io.balsa.benchmarks.journal.JournalAppendBenchmark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, for a moment: what the numbers are is nobody's business here. */
class BenchmarksRunTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results = run(forAMoment("page-cache"));
        Set<String> ran = results.stream()
                .map(result -> result.getParams().getBenchmark())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ran).isEqualTo(known());
    }

    @Test
    void theJournalRunsWithSyncs() throws RunnerException {
        Collection<RunResult> results = run(forAMoment("fsync").include(JournalAppendBenchmark.class.getSimpleName()));
        assertThat(results).hasSize(1);
    }

    /** JMH would print the results of a smaller one under its name. */
    @Test
    void aWindowThatIsMoreThanANodeTakesIsRefused() {
        ChainedOptionsBuilder tooMuch =
                forAMoment("page-cache", 65536, 4096).include(CommitThroughputBenchmark.class.getSimpleName());
        assertThatExceptionOfType(RunnerException.class)
                .isThrownBy(() -> run(tooMuch))
                .havingRootCause()
                .satisfies(cause -> assertThat(cause.getSuppressed())
                        .anySatisfy(one -> assertThat(one).hasMessageContaining("at most 128")));
    }

    @Test
    void aRunOfAClusterPrintsWhatItMeasured() throws Exception {
        assertThat(printed("--warmup", "1", "--seconds", "1", "--window", "16"))
                .contains("nodes in one JVM: 3, low-latency, page-cache", "commits/s", "commit latency")
                .contains("all of the time", "loop 1 per command", "loop 3 per command", "p50 / lower round trip");
    }

    @Test
    void aRunOfAClusterSaysWhatItTakes() throws Exception {
        assertThat(printed("--help")).contains("--window", "commands under way", "--durability", "or fsync", "--set");
    }

    private static String printed(String... args) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8)) {
            ClusterRun.run(args, out);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** In this JVM, with one value of each parameter. */
    private static ChainedOptionsBuilder forAMoment(String durability) {
        return forAMoment(durability, 256, 16);
    }

    private static ChainedOptionsBuilder forAMoment(String durability, int payload, int window) {
        return new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .param("batch", "16")
                .param("durability", durability)
                .param("nodes", "3")
                .param("payload", Integer.toString(payload))
                .param("profile", "low-latency")
                .param("window", Integer.toString(window))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static Set<String> known() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
