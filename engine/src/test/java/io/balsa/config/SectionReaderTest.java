package io.balsa.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The kinds of value that no section of the engine has, but other modules' sections do. */
class SectionReaderTest {
    private final Errors errors = new Errors("n.conf");

    private SectionReader reader(String hocon) {
        Config config = ConfigFactory.parseString("s { " + hocon + " }");
        Source.Context context =
                new Source.Context(config.root(), KnownKeys.of(config.root(), ""), errors, Path.of("/etc/balsa"));
        return new SectionReader(new Source(config.root(), "", context), "s");
    }

    @Test
    void relativePathStartsFromTheFilesDirectory() {
        assertThat(reader("dir = data").path("dir")).isEqualTo(Path.of("/etc/balsa/data"));
        assertThat(reader("dir = /var/data").path("dir")).isEqualTo(Path.of("/var/data"));
    }

    @Test
    void emptyPathIsRejected() {
        SectionReader in = reader("dir = \"\"");
        in.path("dir");
        assertThat(in.isRejected("dir")).isTrue();
    }

    @Test
    void flagIsTrueOrFalse() {
        SectionReader in = reader("a = true, b = off, c = perhaps");
        assertThat(in.flag("a")).isTrue();
        assertThat(in.flag("b")).isFalse();
        in.flag("c");
        assertThat(in.isRejected("c")).isTrue();
    }

    @Test
    void longIntegerTakesAllOfALong() {
        assertThat(reader("a = 9223372036854775807").longInteger("a", 0, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sizesAndDurationsMayHaveFractionsAndBlanks() {
        assertThat(reader("a = 1.5 KiB").bytes("a", 0, 4096)).isEqualTo(1536);
        assertThat(reader("a = 0.5 ms").durationNs("a", 0, 1_000_000)).isEqualTo(500_000);
        assertThat(reader("a = \" 20us \"").durationNs("a", 0, 1_000_000)).isEqualTo(20_000);
    }

    @Test
    void sizeBeyondALongIsRejected() {
        SectionReader in = reader("a = 99999999 YiB");
        in.bytes("a", 0, Long.MAX_VALUE);
        assertThat(in.isRejected("a")).isTrue();
    }

    @Test
    void choiceIgnoresCase() {
        assertThat(reader("a = Low-Latency").choice("a", LoopConfig.Profile.class))
                .isEqualTo(LoopConfig.Profile.LOW_LATENCY);
    }

    @Test
    void keyWithoutADefaultIsAMistakeOfTheSection() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reader("a = 1").text("b"))
                .withMessage("s.b is read but has no line in any reference.conf");
    }
}
