package io.balsa.simulator.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code docs/simulator.md} shows is what runs. */
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/simulator.md");
    private static final Path SHOWN = Path.of("src/test/java/io/balsa/simulator/example/CounterTest.java");
    private static final int MOST_LINES = 30;

    private static String between(Path file, String begin, String end) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(begin);
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from)).stripTrailing().stripIndent();
    }

    @Test
    void theTestOfAnOwnStateMachineIsTheOneThatRuns() throws IOException {
        String shown = between(DOCUMENT, "```java\n", "```");
        assertThat(shown).isEqualTo(between(SHOWN, "// docs: begin\n", "    // docs: end"));
        assertThat(shown.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    }
}
