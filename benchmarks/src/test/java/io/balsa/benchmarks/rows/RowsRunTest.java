package io.balsa.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every row runs, for a moment: what the numbers are is nobody's business here. */
class RowsRunTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int rows(String arguments) {
        return new CommandLine(new RowsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start         | first answer, ms, p50",
                "replay        | replayed by each, MiB/s",
                "catch-up      | answered meanwhile, % of --rate",
                "slow-follower | one follower stopped, p99 us",
                "memory        | node 2, mapped MiB",
                "idle          | all nodes, % of one processor",
                "soak          | minute 2, p99.9 us"
            })
    void everyRowFindsSomething(String row, String finding) throws Exception {
        Path report = directory.resolve("rows.json");
        int exit = rows(
                row + " --mb 1 --warmup 1 --seconds 1 --minutes 2 --minute 1 --times 1 --rate 50 --report " + report);
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("balanced, page-cache", "\n" + row + "\n", finding);
        assertThat(Files.readString(report)).contains("\"" + row + "\"", "\"" + finding + "\"");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        for (String wrong : new String[] {"nap", "idle --peer jraft", "idle --mode fast", "soak --minutes 0"}) {
            assertThat(rows(wrong)).as(wrong).isEqualTo(2);
        }
        assertThat(err.toString()).contains("slow-follower", "jraft runs all its nodes in one process");
    }
}
