package io.balsa.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command says what happened, and its exit code says whether all is well. */
class SimulateTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return Simulate.run(print(out), print(err), arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void manySeedsAreCountedWithTheirFaults() throws InterruptedException {
        assertThat(run("--seeds", "4", "--from", "3", "--nodes", "3")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("4 seeds,", "simulated seconds per processor second", "faults: clock ", "undecided: 0")
                .contains("mix: ", "faults: bridge ", "no failure")
                .doesNotContain("repair ", "reconnect ");
    }

    @Test
    void aReplayTellsTheStory() throws InterruptedException {
        assertThat(run("--replay", "7")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("plan: seed=7", "is LEADER in term 1", "--- everything is healed", "all is well");
    }

    @Test
    void aPlanCanBeTold() throws InterruptedException {
        assertThat(run("--plan=plan: seed=1 safety-ms=1000; 0.500s crash node=1", "--messages"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--- crash node=1", "APPEND");
    }

    @Test
    void aPlanOfWhichNothingCanBeDemandedIsAMistakeOfItsAuthor() throws InterruptedException {
        assertThat(run("--plan", "seed=1 safety-ms=1000; 0.500s stand; 0.600s isolate node=1; 0.600s isolate node=2"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("balsa: this plan leaves no majority whole after 'stand'")
                .contains("do less after 'stand'");
    }

    @Test
    void theProtocolCanBeTraced(@TempDir Path scratch) throws Exception {
        Path trace = scratch.resolve("trace.ndjson");
        assertThat(run("--plan", "seed=1 safety-ms=1000; 0.500s crash node=1", "--trace", trace.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(trace);
        assertThat(lines.getFirst()).startsWith("{\"step\":\"begin\",\"nodes\":[1,");
        assertThat(lines).anyMatch(line -> line.startsWith("{\"step\":\"start\",\"node\":1,"));
        assertThat(lines.getLast()).startsWith("{\"step\":\"turn\"").endsWith("}");
    }

    @Test
    void aTraceThatCannotBeWrittenIsWrongUsage(@TempDir Path scratch) throws InterruptedException {
        assertThat(run("--replay", "7", "--trace", scratch.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--trace: cannot write to " + scratch);
    }

    @Test
    void helpIsNoError() throws InterruptedException {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("usage: balsa simulate");
    }

    @Test
    void aPlanThatNamesWhatIsNotThereIsWrongUsage() throws InterruptedException {
        assertThat(run("--plan", "seed=1; 0.500s crash node=4")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("balsa: --plan: '0.500s crash node=4': there is no node 4; this plan has nodes 1 to 3,"
                        + " and nodes=K behind its seed gives it more\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        --seeds many            | --seeds needs a whole number, not 'many'
        --seeds=many            | --seeds needs a whole number, not 'many'
        --seeds=                | --seeds needs a whole number, not ''
        --messages=yes          | --messages takes no value
        --moons=3               | there is no option '--moons';
        --seeds 0               | --seeds must be 1 or more, not 0
        --nodes 8               | --nodes must be 1 to 7, not 8
        --seeds                 | --seeds needs a value
        --moons 3               | there is no option '--moons'; there are --seeds, --from
        --reply 3               | did you mean '--replay'?
        --replay 1 --seeds 3    | tell one run
        --plan nonsense         | --plan: a plan begins with seed=
        --plan seed=1 --nodes 3 | leave out --nodes
        --messages              | add --replay
        --trace file            | add --replay
        """)
    void wrongUsageIsOneLineAndExitCodeTwo(String arguments, String message) throws InterruptedException {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("balsa: ")
                .contains(message)
                .hasLineCount(1);
    }
}
