package io.balsa.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each scenario prints what its file says. With {@code -Dbalsa.rewrite=true} the files are made to say what is printed. */
class ScenariosTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");
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
        String played = Scenario.play(text);
        if (REWRITE) {
            Files.writeString(file, played);
        } else {
            assertThat(played).isEqualTo(text);
        }
    }

    @Test
    void whatIsPrintedReplacesWhatWasExpected() {
        assertThat(Scenario.play("cluster nodes=1\nrun 3s\n----\nnothing\nat all\n\n# and then\nlog 1\n----\n"))
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

    @Test
    void aLineThatIsNoCommandIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.play("cluster nodes=3\nsing 1\n"))
                .withMessage("'sing 1': no such command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.play("run 1s\n"))
                .withMessageContaining("the first command is cluster");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.play("cluster moons=1\n"))
                .withMessageContaining("a cluster has nothing but append-bytes, nodes");
    }
}
