package io.balsa.simulator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification is safe within its bounds, and is not when a rule is broken. The first line of each file says what to see. */
class ModelCheck {
    private static final Pattern STATES = Pattern.compile("\\* Expected: (\\d+) distinct states");
    private static final Pattern VIOLATED = Pattern.compile("\\* Expected: (\\w+) is violated");

    @TempDir
    private Path scratch;

    /** The number of states guards against a model that is safe because bounds or constants leave nothing to look at. */
    @ParameterizedTest
    @MethodSource("models")
    void modelIsSafe(Path configuration) throws IOException, InterruptedException {
        Tlc.Verdict verdict = check("BalsaModel", configuration);
        assertThat(verdict.isClean()).as(verdict.output()).isTrue();
        assertThat(verdict.distinctStates()).isEqualTo(Long.parseLong(expected(STATES, configuration)));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantIsCaught(Path configuration) throws IOException, InterruptedException {
        Tlc.Verdict verdict = check("BalsaModel", configuration);
        assertThat(verdict.violated()).as(verdict.output()).isEqualTo(expected(VIOLATED, configuration));
    }

    /** Whatever Balsa does, BalsaUnpaced can follow. */
    @ParameterizedTest
    @MethodSource("refinements")
    void everyStepIsFollowed(Path configuration) throws IOException, InterruptedException {
        Tlc.Verdict verdict = check("BalsaRefines", configuration);
        assertThat(verdict.isClean()).as(verdict.output()).isTrue();
        assertThat(verdict.distinctStates()).isEqualTo(Long.parseLong(expected(STATES, configuration)));
    }

    @ParameterizedTest
    @MethodSource("refinementMutants")
    void stepThatBreaksARuleIsNotFollowed(Path configuration) throws IOException, InterruptedException {
        Tlc.Verdict verdict = check("BalsaRefines", configuration);
        assertThat(verdict.isStuck()).as(verdict.output()).isTrue();
    }

    static List<Path> refinements() throws IOException {
        return configurations("refinements");
    }

    static List<Path> refinementMutants() throws IOException {
        return configurations("refinement-mutants");
    }

    static List<Path> models() throws IOException {
        return configurations("models");
    }

    static List<Path> mutants() throws IOException {
        return configurations("mutants");
    }

    private static List<Path> configurations(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Tlc.SPEC.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    private static String expected(Pattern pattern, Path configuration) throws IOException {
        Matcher expected = pattern.matcher(Files.readString(configuration));
        assertThat(expected.find()).as("what %s expects", configuration).isTrue();
        return expected.group(1);
    }

    private Tlc.Verdict check(String module, Path configuration) throws IOException, InterruptedException {
        return new Tlc(scratch).check(module, configuration, Tlc.SPEC);
    }
}
