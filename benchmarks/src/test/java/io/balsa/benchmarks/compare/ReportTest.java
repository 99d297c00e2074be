package io.balsa.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.benchmarks.command.FindingsReport;
import io.balsa.benchmarks.command.ReportFiles;
import io.balsa.benchmarks.command.Spread;
import io.balsa.benchmarks.command.Subject;
import io.balsa.benchmarks.floor.FloorReport;
import io.balsa.benchmarks.load.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on disk becomes medians, best modes, ratios, a table and a page. */
class ReportTest {
    private static final String ROW = Matrix.REMOTE_PAGE_CACHE;

    @TempDir
    private Path directory;

    private void ran(String peer, String mode, int repetition, double p50Us, double throughput) throws IOException {
        ran(ROW, peer, mode, repetition, pace("window-1", p50Us, 1000), pace("window-256", p50Us * 10, throughput));
    }

    private void ran(String row, String peer, String mode, int repetition, LoadReport.PaceReport... paces)
            throws IOException {
        LoadReport report = new LoadReport(subject(peer, mode), "remote", List.of(paces));
        ReportFiles.write(directory.resolve(row).resolve(peer + "-" + mode + "-" + repetition + ".json"), report);
    }

    private static Subject subject(String peer, String mode) {
        return new Subject(peer, "1.0", mode, "as <told>", "page-cache", 256);
    }

    private static LoadReport.PaceReport pace(String word, double p50Us, double throughput) {
        return pace(word, p50Us, throughput, true);
    }

    private static LoadReport.PaceReport pace(String word, double p50Us, double throughput, boolean isValid) {
        return new LoadReport.PaceReport(
                word,
                0,
                throughput,
                isValid,
                true,
                3,
                0.5,
                p50Us,
                2 * p50Us,
                4 * p50Us,
                8 * p50Us,
                List.of(new double[] {0, p50Us / 2}, new double[] {50, p50Us}, new double[] {99.9, 4 * p50Us}));
    }

    @Test
    void aModeThatIsFarBehindInAllThatIsJudgedIsNoContender() throws IOException {
        ran(ROW, "aeron", "slow", 1, slow("window-1", 26, 990), slow("window-256", 260, 790));
        assertThat(results().isContender(ROW, "aeron", "slow")).isTrue();
        ran("aeron", "quick", 1, 20, 1000);

        assertThat(results().isContender(ROW, "aeron", "quick")).isTrue();
        assertThat(results().isContender(ROW, "aeron", "slow")).isFalse();
        assertThat(results().isContender(ROW, "aeron", "unknown")).isTrue();
        assertThat(results().isContender(ROW, "balsa", "low-latency")).isTrue();
    }

    private static LoadReport.PaceReport slow(String word, double p50Us, double throughput) {
        return new LoadReport.PaceReport(
                word, 0, throughput, true, true, 6, 0.5, p50Us, 2 * p50Us, 4 * p50Us, 8 * p50Us, List.of());
    }

    @Test
    void aModeThatIsBestForOneThingIsAContender() throws IOException {
        ran("aeron", "quick", 1, 20, 1000);
        ran("aeron", "steady", 1, 26, 1200);

        assertThat(results().isContender(ROW, "aeron", "steady")).isTrue();
    }

    @Test
    void aModeThatWasNotRepeatedIsNobodysBest() throws IOException {
        for (int repetition = 1; repetition <= 3; repetition++) {
            ran("aeron", "quick", repetition, 20 * repetition, 1000);
        }
        ran("aeron", "lucky", 1, 30, 900);

        assertThat(results()
                        .best(ROW, "aeron", "window-1", Metric.P50)
                        .orElseThrow()
                        .mode())
                .isEqualTo("quick");
    }

    /** Where one repetition ended its climb below a rate, the others do not speak for that rate. */
    @Test
    void aRateThatARepetitionNeverReachedIsNotKept() throws IOException {
        for (String peer : List.of("balsa", "aeron")) {
            for (int repetition = 1; repetition <= 3; repetition++) {
                ran(Matrix.KNEE, peer, "usual", repetition, pace("rate-10", 20, 10), pace("rate-20", 20, 20));
            }
        }
        assertThat(line("p99.9 at half the knee")).contains("10 commands/s");

        ran(Matrix.KNEE, "balsa", "usual", 3, pace("rate-10", 20, 9.5, false));
        Cell cell = results().cells(Matrix.KNEE, "balsa", "rate-20").getFirst();
        assertThat(cell.runs()).hasSize(2);
        assertThat(cell.isValid()).isFalse();
        assertThat(line("p99.9 at half the knee")).doesNotContain("10 commands/s");
    }

    private void failedOver(String peer, int repetition, double p50Ms) throws IOException {
        FindingsReport.Found found = new FindingsReport.Found(
                Map.of(
                        "first commit, ms, p50",
                        p50Ms,
                        "first commit, ms, least",
                        p50Ms - 10,
                        "first commit, ms, most",
                        p50Ms + 100,
                        "election timeout, ms",
                        500.0),
                Map.of("first commit, ms", List.of(p50Ms)));
        ReportFiles.write(
                directory.resolve(Matrix.FAILOVER).resolve(peer + "-usual-" + repetition + ".json"),
                new FindingsReport(subject(peer, "usual"), Map.of("kill", found)));
    }

    private Results results() throws IOException {
        return Results.read(directory);
    }

    private String line(String beginning) throws IOException {
        return GoalTable.markdown(Goals.of(results()))
                .lines()
                .filter(line -> line.startsWith("| " + beginning))
                .findFirst()
                .orElseThrow();
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
        assertThat(results.best(ROW, "balsa", "window-1", Metric.P50)
                        .orElseThrow()
                        .spread(Metric.P50))
                .isEqualTo(new Spread(25, 20, 30));
        assertThat(results.best(ROW, "aeron", "window-1", Metric.P50)
                        .orElseThrow()
                        .mode())
                .isEqualTo("shared-yield");
        assertThat(results.best(ROW, "aeron", "window-256", Metric.THROUGHPUT)
                        .orElseThrow()
                        .mode())
                .isEqualTo("shared-backoff");
        assertThat(new CellTables(results).text()).contains("100 (100–100), **5.0×**", "80,000", "**3.8×**");
    }

    @Test
    void aRatioIsOneOfMediansAndItsRangeThatOfRepetitionsInTheSameTurn() {
        Ratio ratio = Ratio.of(Map.of(1, 100.0, 2, 400.0, 3, 200.0), Map.of(1, 50.0, 2, 100.0, 3, 40.0));
        assertThat(ratio).isEqualTo(new Ratio(4, 2, 5));
        assertThat(Ratio.of(Map.of(1, 100.0, 3, 200.0), Map.of(2, 10.0, 4, 50.0))
                        .least())
                .isEqualTo(2);
    }

    @Test
    void everyDemandHasALineThatSaysWhatWasFoundMissedOrNotRun() throws IOException {
        ran("balsa", "low-latency", 1, 20, 300_000);
        ran("balsa", "low-latency", 10, 20, 300_000);
        ran("aeron", "shared-yield", 1, 140, 50_000);
        ran("aeron", "shared-yield", 10, 100, 150_000);
        ran("jraft", "blocking-apply", 1, 90, 3000);
        assertThat(Goals.of(results())).hasSize(10);
        assertThat(line("remote client, 256 bytes, page cache, window 1"))
                .contains("p50: 6.0× (5.0–7.0) (goal)", "p99: 6.0×", "| 3× lower | 6× |");
        assertThat(line("remote client, 256 bytes, page cache, throughput"))
                .contains("window 16: not run; window 256: 3.0× (2.0–6.0); window 4096: not run");
        assertThat(line("remote client, 256 bytes, fsync")).contains("window 1: not run");
        assertThat(line("every cell"))
                .contains("jraft: least 4.5× (4.5–4.5) in remote-page-cache window 1; 1 of 2 cells below 5× **MISSED**")
                .contains("ratis: not run");
        assertThat(line("processor time")).contains("window 1: 1.0× (1.0–1.0) **MISSED**");
        assertThat(line("allocation")).contains("0.50 bytes (0.50–0.50) |");
        assertThat(line("failover")).contains("| not run |");
    }

    @Test
    void embeddedCellsAreHeldAgainstTheFloorAndTheBestOfAll() throws IOException {
        ReportFiles.write(
                directory.resolve("floor-before.json"),
                new FloorReport(Map.of(FloorReport.AERON_ROUND_TRIP, 5.0), Map.of(), Map.of()));
        ran(Matrix.EMBEDDED_PAGE_CACHE, "balsa", "low-latency", 1, pace("window-1", 20, 0), pace("window-16", 1, 900));
        ran("aeron", "shared-yield", 1, 100, 300);
        assertThat(line("in the leader's process, window 1")).contains("| 4.0× (4.0–4.0) |", "at most 6×");
        assertThat(line("in the leader's process, 256 bytes")).contains("| 0.9× (0.9–0.9) **MISSED** |");
    }

    @Test
    void halfTheKneeIsThatOfTheSlower() throws IOException {
        ran(
                Matrix.KNEE,
                "balsa",
                "low-latency",
                1,
                pace("rate-10000", 10, 10_000),
                pace("rate-20000", 20, 20_000),
                pace("rate-40000", 40, 40_000));
        ran(
                Matrix.KNEE,
                "aeron",
                "shared-yield",
                1,
                pace("rate-10000", 50, 10_000),
                pace("rate-20000", 80, 20_000),
                pace("rate-40000", 9000, 30_000, false));
        assertThat(line("p99.9")).contains("10000 commands/s: 5.0× (5.0–5.0) |");
    }

    @Test
    void aKneeThatWasNotReachedIsMarked() throws IOException {
        String highest = "rate-" + Matrix.highestRate();
        String half = "rate-" + Matrix.highestRate() / 2;
        ran(Matrix.KNEE, "balsa", "low-latency", 1, pace(half, 20, 1), pace(highest, 40, 1));
        ran(Matrix.KNEE, "aeron", "shared-yield", 1, pace(half, 80, 1), pace(highest, 90, 1));
        assertThat(line("p99.9")).contains("(half the highest rate: the knee lies beyond): 4.0× (4.0–4.0) |");
    }

    @Test
    void failoverIsHeldAgainstTheTimeout() throws IOException {
        failedOver("balsa", 1, 540);
        failedOver("balsa", 2, 530);
        failedOver("aeron", 1, 9000);
        assertThat(line("failover")).contains("| p50 535 ms, of all 520 to 640, timeout 500 ms |");
        failedOver("balsa", 3, 700);
        failedOver("balsa", 4, 800);
        assertThat(line("failover")).contains("p50 620 ms, of all 520 to 900, timeout 500 ms **MISSED**");
    }

    @Test
    void thePageShowsEverythingAndNeedsNothingElse() throws IOException {
        ran("balsa", "low-latency", 1, 20, 300_000);
        ran("aeron", "shared-yield", 1, 100, 50_000);
        failedOver("aeron", 1, 9000);
        failedOver("balsa", 1, 540);
        Report.write(results(), directory);
        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page)
                .contains("<polyline", "<rect", "aeron shared-yield", "as &lt;told&gt;", "kernel", "window 256")
                .contains(
                        "What is demanded",
                        "MISSED",
                        "failover, the leader killed",
                        "9,000",
                        "bytes allocated per command")
                .contains("<th>balsa</th><th>aeron</th>")
                .doesNotContain("http://", "https://", "NaN", "Infinity");
        assertThat(Files.readString(directory.resolve("cells.md"))).contains("window 1, p50");
        try (Stream<String> lines = Files.lines(directory.resolve("table.md"))) {
            assertThat(lines.filter(line -> line.startsWith("|"))).hasSize(12);
        }
    }

    @Test
    void runsThatFailedAreListed() throws IOException {
        ran("balsa", "low-latency", 1, 20, 300_000);
        Files.writeString(directory.resolve(ROW).resolve("jraft-blocking-apply-2.failed"), "once\nagain\n");
        Report.write(results(), directory);
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("Runs that failed", "<td>remote-page-cache jraft-blocking-apply-2</td><td>2</td>");
    }

    @Test
    void aRateThatOnlyTheOtherKeepsIsLostToIt() throws IOException {
        ran(Matrix.KNEE, "balsa", "low-latency", 1, pace("rate-10000", 0, 5000, false));
        ran(Matrix.KNEE, "ratis", "grpc", 1, pace("rate-10000", 90, 10_000));
        assertThat(line("every cell"))
                .contains("ratis: least 0.0× (0.0–0.0) in knee rate 10000; 1 of 1 cells below 5×");
    }

    @Test
    void aRateAtWhichCommandsWereLostHasNoRatioEitherWay() throws IOException {
        ran(Matrix.KNEE, "balsa", "low-latency", 1, pace("rate-20000", 0, 0, false), pace("rate-40000", 50, 40_000));
        ran(Matrix.KNEE, "aeron", "shared-yield", 1, pace("rate-20000", 90, 20_000), pace("rate-40000", 0, 0, false));
        String cells = new CellTables(results()).text();
        assertThat(cells).contains("| rate 20000, p99.9 µs | lost commands | ").contains(" | lost commands |\n");
        assertThat(cells).doesNotContain("×", "Infinity", "NaN");
    }

    @Test
    void ofAModeThatLostCommandsNothingMoreIsRunWhereAnotherKeptThem() throws IOException {
        ran(Matrix.KNEE, "aeron", "shared-yield", 1, pace("rate-20000", 90, 20_000));
        ran(Matrix.KNEE, "aeron", "shared-backoff", 1, pace("rate-20000", 0, 0, false));
        assertThat(results().isContender(Matrix.KNEE, "aeron", "shared-yield")).isTrue();
        assertThat(results().isContender(Matrix.KNEE, "aeron", "shared-backoff"))
                .isFalse();
    }

    @Test
    void theModesThatWereRunAreNamedWhereTheBestOfThemIsMeant() throws IOException {
        ran("balsa", "low-latency", 1, 20, 1000);
        ran("aeron", "shared-yield", 1, 100, 300);
        ran("aeron", "dedicated", 1, 100, 300);
        assertThat(line("processor time")).contains("Aeron Cluster's most frugal mode of 2 (dedicated, shared-yield)");
    }

    @Test
    void whatBeganWhileItsJvmCompiledIsMarked() throws IOException {
        LoadReport.PaceReport warm = pace("window-1", 20, 1000);
        LoadReport.PaceReport cold =
                new LoadReport.PaceReport("window-1", 0, 1000, true, false, 0.1, 0.5, 20, 40, 80, 160, List.of());
        ran(ROW, "balsa", "low-latency", 1, warm);
        ran(ROW, "jraft", "blocking-apply", 1, cold);
        assertThat(new CellTables(results()).text()).containsOnlyOnce("20.0 (20.0–20.0) still compiling");
    }

    @Test
    void oursIsHeldInOneModeAgainstTheBestOfTheOthers() throws IOException {
        ran("balsa", "quick", 1, 20, 1000);
        ran(ROW, "balsa", "frugal", 1, frugal("window-1", 30, 900));
        ran("aeron", "shared-yield", 1, 100, 300);
        assertThat(line("processor time")).contains("window 1: 1.0× (1.0–1.0) **MISSED**");
    }

    private static LoadReport.PaceReport frugal(String word, double p50Us, double throughput) {
        return new LoadReport.PaceReport(
                word, 0, throughput, true, true, 0.1, 0.5, p50Us, 2 * p50Us, 4 * p50Us, 8 * p50Us, List.of());
    }

    @Test
    void withoutResultsThereIsAPageThatSaysSo() throws IOException {
        Report.write(results(), directory);
        assertThat(Files.readString(directory.resolve("report.html"))).contains("Machine", "not run");
    }
}
