package io.balsa.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes, names and banned calls in the sources of all modules. */
class TidyTest {
    /** Only ever lowered: a rule that needs more exceptions is discussed, not excused. */
    private static final int EXCEPTIONS_AT_MOST = 2;

    private static final Path EXCEPTIONS = Repository.ROOT.resolve("engine/src/test/resources/tidy-exceptions.txt");

    private static final List<Violation> VIOLATIONS = new ArrayList<>();

    @BeforeAll
    static void readEverySource() {
        for (SourceFile source : SourceFile.parse(Repository.javaSources())) {
            SizeRules.check(source, VIOLATIONS);
            BannedNames.check(source, VIOLATIONS);
        }
        TextRules.check(VIOLATIONS);
    }

    @Test
    void everyRuleHolds() {
        Set<String> excused = exceptions();
        List<String> found = VIOLATIONS.stream()
                .filter(violation -> !excused.contains(violation.key()))
                .map(Violation::toString)
                .toList();
        assertThat(found).as("rules broken").isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        Set<String> broken = VIOLATIONS.stream().map(Violation::key).collect(Collectors.toSet());
        assertThat(exceptions())
                .as("exceptions that no longer apply, to be deleted from %s", Repository.relative(EXCEPTIONS))
                .allMatch(broken::contains);
    }

    @Test
    void exceptionsOnlyShrink() {
        assertThat(exceptions()).hasSizeLessThanOrEqualTo(EXCEPTIONS_AT_MOST);
    }

    /** Lines of {@code rule path subject}; what follows two spaces and a # is the reason. */
    private static Set<String> exceptions() {
        return Repository.read(EXCEPTIONS)
                .lines()
                .map(line -> line.replaceFirst("\\s*#.*", ""))
                .filter(line -> !line.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
