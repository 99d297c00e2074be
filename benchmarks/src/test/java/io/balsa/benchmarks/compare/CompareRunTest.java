package io.balsa.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.benchmarks.peer.Peer;
import io.balsa.benchmarks.peer.Peers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A comparison runs for a moment, is interrupted and goes on: what the numbers are is nobody's business here. */
class CompareRunTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    private String compare(String arguments) {
        int exit = run("--seconds 1 " + arguments);
        assertThat(exit).as(out.toString()).isZero();
        return out.toString();
    }

    private int run(String arguments) {
        out.getBuffer().setLength(0);
        return new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(("--quick --rough --reps 1 --warmup 1 --out " + directory + " " + arguments).split(" "));
    }

    @Test
    void loadAndOtherRowsRunOnceAndAreReportedTogether() throws Exception {
        assertThat(compare("--peers balsa --rows idle"))
                .contains(
                        "1 run of about ",
                        "(1 cell, each measured 1 time)",
                        "[1/1] idle",
                        "minutes left",
                        "floors before",
                        "floors after");
        assertThat(compare("--peers microraft --rows embedded-page-cache"))
                .contains("[1/1] embedded-page-cache  microraft in-process", "floors resumed", "floors after")
                .doesNotContain("floors before");
        assertThat(compare("--peers balsa --rows idle"))
                .contains("1 of them done")
                .doesNotContain("[1/1]", "floors");

        Path load = directory.resolve("embedded-page-cache");
        assertThat(load.resolve("microraft-in-process-1.json")).exists();
        assertThat(load.resolve("microraft-in-process-1-window-256.hdr")).exists();
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains(
                        "nodes at rest",
                        "all nodes, % of one processor",
                        "microraft in-process",
                        "before",
                        "resumed",
                        "after");
        assertThat(directory.resolve("table.md")).content().contains("| row | against |");

        assertThat(run("--seconds 2 --peers balsa --rows idle")).isEqualTo(2);
        assertThat(out.toString()).contains("was measured otherwise", "measurements of 1 s", "give another --out");
    }

    @Test
    void theEstimateCountsEveryRun() {
        List<Row> rows = Matrix.rows(false);
        List<Job> jobs = new ArrayList<>();
        for (int repetition = 1; repetition <= 5; repetition++) {
            for (Row row : rows) {
                if (repetition <= row.repetitions(5)) {
                    jobs.add(new Job(row, Peers.of("balsa"), "in-process", repetition));
                }
            }
        }
        assertThat(jobs).hasSizeLessThan(5 * rows.size());
        assertThat(new Estimate(jobs, job -> 60).plan(jobs, jobs))
                .contains(jobs.size() + " runs of about 60 s (" + rows.size() + " cells, each measured up to 5 times)");
    }

    @Test
    void everyRowOfTheWholeMatrixIsExpectedToEnd() {
        for (boolean isQuick : List.of(false, true)) {
            assertThat(Matrix.rows(isQuick)).allSatisfy(row -> {
                assertThat(Peers.all())
                        .allSatisfy(
                                peer -> assertThat(row.expectedS(peer, 1, 1)).isPositive());
                assertThat(row.repetitions(5)).isBetween(1, 5);
            });
        }
        assertThat(Estimate.words(90)).isEqualTo("2 minutes");
        assertThat(Estimate.words(5.5 * 3600)).isEqualTo("5.5 hours");
    }

    @Test
    void whatIsWarmedUpAndElectedIsExpectedToTakeItsTime() {
        Peer balsa = Peers.of("balsa");
        Row knee = row(Matrix.KNEE);
        assertThat(knee.expectedS(balsa, 11, 1) - knee.expectedS(balsa, 10, 1)).isGreaterThanOrEqualTo(8);
        Row failover = row(Matrix.FAILOVER);
        assertThat(failover.expectedS(Peers.of("aeron"), 1, 1))
                .isGreaterThan(failover.expectedS(balsa, 1, 1) + 20 * 10);
    }

    private static Row row(String id) {
        return Matrix.rows(false).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
