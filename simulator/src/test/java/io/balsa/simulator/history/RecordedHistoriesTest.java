package io.balsa.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.balsa.simulator.history.Verdict.Linearizable;
import io.balsa.simulator.history.Verdict.Violated;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code histories/MODEL/good} and {@code histories/MODEL/bad}, each named after what happens in it. */
class RecordedHistoriesTest {
    private static final Linearizability CHECK = new Linearizability();

    static Stream<String> good() {
        return files("good");
    }

    static Stream<String> bad() {
        return files("bad");
    }

    @ParameterizedTest
    @MethodSource
    void good(String name) {
        History history = history(name);

        assertThat(CHECK.check(model(name), history)).isInstanceOf(Linearizable.class);
        assertThat(isLinearizableByBruteForce(name)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void bad(String name) {
        History history = history(name);

        assertThat(CHECK.check(model(name), history))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(history.operations()).containsAll(violated.contradiction()));
        assertThat(isLinearizableByBruteForce(name)).isFalse();
    }

    @ParameterizedTest
    @MethodSource({"good", "bad"})
    void textIsReadAsItWasWritten(String name) {
        History history = history(name);

        assertThat(History.parse(history.toString()).operations()).isEqualTo(history.operations());
    }

    private static boolean isLinearizableByBruteForce(String name) {
        return history(name).operations().stream()
                .map(Operation::key)
                .distinct()
                .allMatch(key -> {
                    var operations = history(name).operations().stream()
                            .filter(operation -> operation.key().equals(key) && !operation.isRefused())
                            .toList();
                    return BruteForce.isLinearizable(model(name), operations);
                });
    }

    private static Model<?> model(String name) {
        return switch (name.substring(0, name.indexOf('/'))) {
            case "register" -> new RegisterModel();
            case "counter" -> new CounterModel();
            default -> new ListModel();
        };
    }

    private static History history(String name) {
        try {
            return History.parse(Files.readString(root().resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> files(String verdict) {
        try (Stream<Path> files = Files.walk(root())) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith(verdict))
                    .map(file -> root().relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(RecordedHistoriesTest.class.getResource("/histories"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
