package io.balsa.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.command.Subject;
import io.balsa.benchmarks.load.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on disk becomes medians, best modes, ratios and a page. */
class ReportTest {
    private static final Row ROW = Row.quick().getFirst();

    @TempDir
    private Path directory;

    private void ran(String peer, String mode, int repetition, double p50Us, double throughput) throws IOException {
        LoadReport report = new LoadReport(
                new Subject(peer, "1.0", mode, "as <told>", "page-cache", 256),
                "remote",
                List.of(pace("window-1", p50Us, 1000), pace("window-256", p50Us * 10, throughput)));
        ReportFiles.write(directory.resolve(ROW.id()).resolve(peer + "-" + mode + "-" + repetition + ".json"), report);
    }

    private static LoadReport.PaceReport pace(String word, double p50Us, double throughput) {
        return new LoadReport.PaceReport(
                word,
                0,
                throughput,
                true,
                3,
                0.5,
                p50Us,
                2 * p50Us,
                4 * p50Us,
                8 * p50Us,
                List.of(new double[] {0, p50Us / 2}, new double[] {50, p50Us}, new double[] {99.9, 4 * p50Us}));
    }

    private Results results() throws IOException {
        return Results.read(directory, Row.quick());
    }

    @Test
    void aCellIsTheMedianOfItsRepetitionsAndAPeerIsShownInItsBestMode() throws IOException {
        ran("balsa", "low-latency", 1, 20, 300_000);
        ran("balsa", "low-latency", 2, 30, 100_000);
        ran("balsa", "low-latency", 3, 25, 200_000);
        ran("aeron", "shared-yield", 1, 100, 50_000);
        ran("aeron", "shared-backoff", 1, 150, 80_000);
        Results results = results();
        assertThat(results.peers(ROW)).containsExactly("balsa", "aeron");
        assertThat(results.best(ROW, "balsa", "window-1").orElseThrow().p50()).isEqualTo(new Cell.Spread(25, 20, 30));
        assertThat(results.best(ROW, "aeron", "window-1").orElseThrow().mode()).isEqualTo("shared-yield");
        assertThat(results.best(ROW, "aeron", "window-256").orElseThrow().mode())
                .isEqualTo("shared-backoff");
        assertThat(new MarkdownTable(results).text()).contains("100 (100–100), **4.0×**", "80,000", "**2.5×**");
    }

    @Test
    void thePageShowsEverythingAndNeedsNothingElse() throws IOException {
        ran("balsa", "low-latency", 1, 20, 300_000);
        ran("aeron", "shared-yield", 1, 100, 50_000);
        Report.write(results(), directory);
        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page)
                .contains("<polyline", "<rect", "aeron shared-yield", "as &lt;told&gt;", "kernel", "window 256")
                .doesNotContain("http://", "https://", "NaN", "Infinity");
        assertThat(Files.readString(directory.resolve("table.md"))).contains("window 1, p50");
    }

    @Test
    void withoutResultsThereIsAPageThatSaysNothing() throws IOException {
        Report.write(results(), directory);
        assertThat(Files.readString(directory.resolve("report.html"))).contains("Machine");
    }
}
