package io.balsa.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Leaders are taken away for real, once each; how long that takes is nobody's business here. */
class FailoverRunTest {
    private static final long MS = 1_000_000;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int failover(String arguments) {
        return new CommandLine(new FailoverCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "partition", "stalled-disk"})
    void anotherLeaderAnswersAndNothingAnsweredIsLost(String kind) throws Exception {
        Path report = directory.resolve("failover.json");
        int exit = failover("--times 1 --warmup 1 --rate 200 --kind " + kind + " --report " + report);
        assumeFalse(err.toString().contains("needs Linux and root"), kind + " needs Linux and root");
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("followers wait 500 ms", "first commit, ms, most");
        assertThat(Files.readString(report))
                .contains("\"first commit, ms, p50\"", "\"" + kind + "\"", "\"election timeout, ms\"");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void aTrialEndsWithTheFirstAnswerAfterTheElection() {
        List<Long> answersNs = List.of(90 * MS, 101 * MS, 103 * MS, 603 * MS, 703 * MS, 704 * MS);
        FailoverRun.Trial trial = FailoverRun.trial(100 * MS, 650 * MS, answersNs);
        assertThat(trial.electedMs()).isCloseTo(550, within(1e-9));
        assertThat(trial.firstCommitMs()).isCloseTo(603, within(1e-9));
        assertThat(trial.silenceMs()).isCloseTo(500, within(1e-9));
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        for (String wrong : List.of("--kind sleep", "--peer ratis", "--mode fast", "--times 0", "--durability none")) {
            assertThat(failover(wrong)).as(wrong).isEqualTo(2);
        }
        assertThat(err.toString()).contains("stalled-disk", "ratis runs all its nodes in one process");
    }
}
