package io.balsa.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no text of the repository may contain, whatever its language. */
final class TextRules {
    private static final Set<String> SKIPPED_DIRECTORIES = Set.of(".git", "target", ".idea", ".vscode", "node_modules");
    private static final Pattern TEXT_FILE = Pattern.compile(
            ".*\\.(java|xml|md|conf|txt|args|sh|yml|yaml|json|html|css|js|properties|config)|balsa|run");
    /** A path that exists on one machine only. The pattern is written so that it does not match itself. */
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.~$}])(/(?:root|work)/|/(?:home|Users)/\\w+/|[A-Z]:\\\\\\\\?Users)");

    private static final Pattern MERGE_MARKER = Pattern.compile("(?m)^(<{7}|>{7}) \\S+");

    private static final Pattern JQWIK = Pattern.compile("(?:import|<groupId>)\\s*(?:net|org)\\.jqwik");

    private final List<Violation> violations;

    private TextRules(List<Violation> violations) {
        this.violations = violations;
    }

    static void check(List<Violation> violations) {
        TextRules rules = new TextRules(violations);
        try {
            Files.walkFileTree(Repository.ROOT, rules.new Visitor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkFile(Path file) {
        String text = Repository.read(file);
        find(
                "machine-path",
                MACHINE_PATH,
                file,
                text,
                "it exists on one machine only: derive it or take it as a setting");
        find("merge-marker", MERGE_MARKER, file, text, "a merge left both sides: choose");
        find("jqwik", JQWIK, file, text, "its author asks not to use it here: write plain JUnit tests");
    }

    private void find(String rule, Pattern pattern, Path file, String text, String advice) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            long line = 1
                    + text.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            violations.add(new Violation(rule, Repository.relative(file), line, matcher.group(), advice));
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean skipped =
                    SKIPPED_DIRECTORIES.contains(directory.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                    && TEXT_FILE.matcher(file.getFileName().toString()).matches()) {
                checkFile(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
