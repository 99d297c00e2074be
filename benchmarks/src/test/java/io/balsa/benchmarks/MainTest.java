package io.balsa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.balsa.benchmarks.cluster.ClusterRun;
import io.balsa.benchmarks.compare.CompareCommand;
import io.balsa.benchmarks.failover.FailoverCommand;
import io.balsa.benchmarks.floor.FloorCommand;
import io.balsa.benchmarks.load.LoadCommand;
import io.balsa.benchmarks.rows.RowsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line says of itself, and to who mistypes it. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<Object> commands() {
        return Stream.of(
                new LoadCommand(), new FloorCommand(), new FailoverCommand(), new RowsCommand(), new CompareCommand());
    }

    private int run(Object command, String... arguments) {
        return Main.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Object command(String name) {
        return commands()
                .filter(one -> new CommandLine(one).getCommandName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionWithAValueSaysItsDefault(Object command) {
        for (OptionSpec option : Main.commandLine(command).getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                assertThat(option.description()).as(option.longestName()).isNotEmpty();
                assertThat(option.description()[0])
                        .as(option.longestName())
                        .contains("(default: ")
                        .doesNotContain("${", "failover: ", "compare --quick");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void usageIsWhatIsTyped(Object command) {
        String name = new CommandLine(command).getCommandName();
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: ./balsa bench " + name + " [-hV]");
    }

    @Test
    void defaultsAreThoseOfTheCommand() {
        assertThat(run(command("failover"), "--help")).isZero();
        assertThat(out.toString()).contains("(default: fsync)", "(default: 20)", "(default: 1000)");
        assertThat(run(command("load"), "--help")).isZero();
        assertThat(out.toString()).contains("(default: page-cache)");
    }

    @Test
    void whatIsForTestsIsNotAdvised() {
        assertThat(run(command("compare"), "--xyzzy")).isEqualTo(2);
        assertThat(err.toString()).contains("there are --", "--quick").doesNotContain("--rough");
    }

    @Test
    void comparisonsSayWhatTheyTakeWhereTheyWriteAndHowTheyGoOn() {
        assertThat(run(command("compare"), "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("--peers", "microraft", "--rows", "remote-fsync", "size-65536", "--reps", "--quick")
                .contains("target/compare", "report.html", "goes on where it was interrupted", "Exit codes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        load    | --windows 3                 | there is no option '--windows'; did you mean '--window'?
        load    | --peer balso                | there is no peer 'balso'; did you mean 'balsa'?
        load    | --mode low-latncy           | there is no mode of balsa 'low-latncy'; did you mean 'low-latency'? there are
        load    | --mode fast                 | there is no mode of balsa 'fast'; there are low-latency, balanced
        failover | --kind stp                 | there is no kind 'stp'; did you mean 'stop'? there are kill, close, stop
        rows    | catchup                     | there is no row 'catchup'; did you mean 'catch-up'? there are start
        load    | --window many               | (--help explains the options)
        load    | --durability perhaps        | --durability is page-cache or fsync, not perhaps
        floor   | --reprot x                  | there is no option '--reprot'; did you mean '--report'?
        rows    | --tims 3                    | there is no option '--tims'; did you mean '--times'?
        compare | --row x                     | there is no option '--row'; did you mean '--rows'?
        compare | --rows remote-fsink         | there is no row 'remote-fsink'; did you mean 'remote-fsync'?
        compare | --peers etcd                | there is no peer 'etcd'; there are balsa, aeron
        compare | --reps -1                   | --reps is 1 or more
        compare | --reps 0                    | --reps is 1 or more
        compare | --modes 0                   | --modes is 1 or more
        compare | --seconds 0                 | --warmup is 1 or more, --seconds 1 or more
        """)
    void whatIsMistypedIsNamedWithTheNearestKnown(String name, String arguments, String message) {
        assertThat(run(command(name), arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("balsa: ").contains(message).hasLineCount(1);
    }

    @Test
    void floorsSayOnWhichMachineTheyWere() {
        assertThat(run(command("floor"), "--rough")).isZero();
        assertThat(out.toString())
                .startsWith("date ")
                .contains("processors", "kernel", "hand-off between two virtual threads and back");
    }

    @Test
    void aClusterTellsWhatIsMistypedToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRun.run(new String[] {"--windows", "1"}, System.out))
                .withMessageStartingWith("there is no option '--windows'; did you mean '--window'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRun.run(new String[] {"--window"}, System.out))
                .withMessage("--window needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRun.run(new String[] {"--window=many"}, System.out))
                .withMessageContaining("not \"many\"");
    }
}
