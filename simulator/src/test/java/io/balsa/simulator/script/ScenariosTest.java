package io.balsa.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario prints what its file says. With {@code -Dbalsa.rewrite=true} the files are made to say what is printed. */
class ScenariosTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");
    private static final Path DOCUMENT = Path.of("../docs/simulator.md");
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("NAME", "old"),
            Map.entry("N", "64"),
            Map.entry("NODE", "1"),
            Map.entry("NODES", "1,2"),
            Map.entry("TIME", "20ms"),
            Map.entry("REGISTER", "r1"),
            Map.entry("VALUE", "7"),
            Map.entry("CALL", "2"),
            Map.entry("LINK", "1>2"),
            Map.entry("TYPE", "APPEND"),
            Map.entry("FATE", "lost"),
            Map.entry("OPERATION", "sync"),
            Map.entry("STATE", "clean"),
            Map.entry("COUNT", "3"),
            Map.entry("SEGMENT", "1"),
            Map.entry("OFFSET", "80"),
            Map.entry("MASK", "1"),
            Map.entry("MILLIONTHS", "200"),
            Map.entry("SWITCH", "on"));
    private static final boolean REWRITE = Boolean.getBoolean("balsa.rewrite");

    @TestFactory
    Stream<DynamicTest> everyScenarioPrintsWhatItSays() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
        }
    }

    private static void play(Path file) throws IOException {
        String text = Files.readString(file);
        String played = Scenario.play(file.getFileName().toString(), text);
        if (REWRITE) {
            Files.writeString(file, played);
        } else {
            assertThat(played).isEqualTo(text);
        }
    }

    @Test
    void whatIsPrintedReplacesWhatWasExpected() {
        assertThat(Scenario.play("test", "cluster nodes=1\nrun 3s\n----\nnothing\nat all\n\n# and then\nlog 1\n----\n"))
                .isEqualTo("""
                    cluster nodes=1
                    run 3s
                    ----
                    node 1 is CANDIDATE in term 1
                    node 1 is LEADER in term 1

                    # and then
                    log 1
                    ----
                    node 1: 1 of term 1
                    """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        sing 1                   | there is no command 'sing'; there are cluster, run, campaign
        crsh 1                   | there is no command 'crsh'; did you mean 'crash'?
        crash                    | NODE is missing (usage: crash NODE)
        pause 1                  | TIME is missing (usage: pause NODE TIME)
        crash 1 2                | '2' is too much (usage: crash NODE)
        crash 4                  | there is no node 4; there are 1 to 3 (usage: crash NODE)
        partition 1,4            | there is no node 4; there are 1 to 3
        cut 1>4                  | there is no node 4; there are 1 to 3
        cut 1-2                  | '1-2' is no link; write 1>2, 1>* or *>*
        hold 1>2 APEND           | there is no type of message 'APEND'; did you mean 'APPEND'?
        crash one                | 'one' is no whole number
        run 5                    | '5' is no time; write 150ms or 2s (usage: run TIME)
        run soon                 | 'soon' is no time
        powercut 1 tron          | 'tron' cannot stand here; did you mean 'torn'?
        write 1                  | REGISTER=VALUE... is missing
        write 1 x=5              | 'x' is no register; write r1, r2, ...
        write 1 r1=five          | 'five' is no whole number
        start 1 append-byte=64   | there is no 'append-byte='; did you mean 'append-bytes'?
        crash 1 seed=5           | there is no 'seed='; nothing has a name here
        restore 1 old            | there is no backup 'old'; none was made
        cancel 7                 | no client waits for a call 7
        messages aus             | 'aus' cannot stand here; there are on, off
        cluster moons=1          | there is no 'moons='; there are append-bytes, nodes
        """)
    void aLineThatCannotBeFollowedIsNamedWithWhatWouldBeRight(String line, String reason) {
        String text = "cluster nodes=3\nstatus\n----\nwhat is shown\nis skipped\n\n" + line + "\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.play("some.txt", text))
                .withMessageStartingWith("some.txt:7: '" + line + "': ")
                .withMessageContaining(reason);
    }

    @Test
    void theFirstCommandMakesACluster() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.play("some.txt", "run 1s\n"))
                .withMessageStartingWith("some.txt:1: 'run 1s': the first command is cluster");
    }

    @Test
    void theDocumentListsTheCommandsAsTheyAre() throws IOException {
        String text = Files.readString(DOCUMENT);
        String section =
                text.substring(text.indexOf("| command | what it does |"), text.indexOf("What is in brackets"));
        List<String> documented = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Usage.ALL.stream().map(Usage::text).toList());
    }

    static Stream<String> everyCommand() {
        return Usage.ALL.stream().map(Usage::text);
    }

    /** With all that may be left out. */
    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandThatIsListedCanBeFollowed(String usage) {
        String line = usage.replace("nodes=N", "nodes=3").replaceAll("[\\[\\]]|\\.\\.\\.", "");
        for (Map.Entry<String, String> sample : SAMPLES.entrySet()) {
            line = line.replaceAll("\\b" + sample.getKey() + "\\b", sample.getValue());
        }
        String before = "cluster\nsettle\nwrite 1 r1=5\nrun 1s\nbackup 1 old\n"
                + switch (Usage.of(usage.split(" ")[0]).name()) {
                    case "cancel" -> "isolate 2\nread 2 r1\n";
                    case "start", "restore" -> "crash 1\n";
                    default -> "";
                };
        assertThat(Scenario.play("some.txt", before + line + "\n")).endsWith(line + "\n");
    }
}
