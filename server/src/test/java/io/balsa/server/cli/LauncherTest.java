package io.balsa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code balsa}, with a Maven that says how it was called and builds nothing. */
class LauncherTest {
    private static final int PATIENCE_S = 60;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeMaven() throws IOException {
        Path maven = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\necho \"mvn $* with $MAVEN_OPTS\"\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void benchSaysWhatItTakesAndBuildsNothing() throws Exception {
        assertThat(run(2, "bench")).startsWith("usage: ./balsa bench jmh").doesNotContain("mvn ", "building");
        assertThat(run(2, "bench", "unheard-of"))
                .startsWith("balsa: there is no 'bench unheard-of'\nusage: ./balsa bench jmh");
        assertThat(run(0, "bench", "--help")).startsWith("usage: ./balsa bench jmh");
    }

    @Test
    void mutantsSaysWhatItTakesAndBuildsNothing() throws Exception {
        assertThat(run(0, "mutants", "--help"))
                .startsWith("usage: ./balsa mutants [PART-OF-A-NAME...]")
                .contains("docs/mutants.md", "Exit codes")
                .doesNotContain("mvn ");
    }

    @Test
    void aPartOfANameThatNoMutantHasIsNotPassedOverInSilence() throws Exception {
        assertThat(run(2, "mutants", "quorum-off", "unheard-of"))
                .startsWith("balsa: no mutant has 'unheard-of' in its name; there are:\n  ")
                .contains("\n  quorum-off-by-one\n")
                .doesNotContain("mvn ");
        assertThat(run(0, "mutants", "quorum-off")).contains("mvn ", "-Dmutants=quorum-off");
    }

    @Test
    void whatIsNoNameOfAMutantButAnOptionIsUnknown() throws Exception {
        assertThat(run(2, "mutants", "--foo"))
                .startsWith("balsa: there is no option '--foo'")
                .hasLineCount(1);
    }

    @Test
    void formatTakesNothing() throws Exception {
        assertThat(run(2, "format", "foo"))
                .startsWith("balsa: format takes nothing, not 'foo'")
                .doesNotContain("mvn ");
        assertThat(run(0, "format", "--help"))
                .startsWith("usage: ./balsa format")
                .doesNotContain("mvn ");
    }

    @Test
    void mavenEndsWithoutEscapeCodes() throws Exception {
        assertThat(run(0, "format")).contains("mvn -B -q ", "with -Djansi.noreset=true");
    }

    /** @return what it printed */
    private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("repository.root"), "balsa");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
