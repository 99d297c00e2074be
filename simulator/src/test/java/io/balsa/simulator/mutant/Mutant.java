package io.balsa.simulator.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A deliberate mistake in the engine or the journal, to prove that the checkers see it. Its file says which rule it breaks
 * ({@code #}), which checkers must notice ({@code caught-by:}), which judge must notice when it looks alone, from which seed on ({@code
 * checked-by:}), what they are to be shown if that is rare ({@code plan:}, one of the nemesis without its seed), a seed that shows it
 * ({@code seed:}), and, for each edit, the source ({@code file:}, the one before when left out) and what is replaced by what: whole
 * lines, of which the first must occur exactly once.
 *
 * @param name     of its file, without {@code .mutant}
 * @param rule     what it breaks, for people
 * @param caughtBy names of checkers, of which one must be the first to notice; empty when all of them together are not asked
 * @param alone    names of judges that must notice by themselves, each with a seed that is known to show it
 * @param plan     that shows it; empty for those that the nemesis draws
 * @param seed     that is known to show it, to save time; 1 when it does not matter
 * @param edits    by source, relative to the repository
 */
record Mutant(
        String name,
        String rule,
        List<String> caughtBy,
        Map<String, Integer> alone,
        String plan,
        int seed,
        List<Edit> edits) {
    static final Path ROOT = root();

    static final Path DIRECTORY = ROOT.resolve("simulator/src/test/resources/mutants");
    private static final String SUFFIX = ".mutant";

    /** What is replaced in one source. */
    record Edit(String file, String replaced, String by) {}

    /** All of them, ordered by name. */
    static List<Mutant> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Mutant::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broken sources: name of the class and its text. */
    Map<String, String> sources() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String text = texts.computeIfAbsent(edit.file(), file -> text(ROOT.resolve(file)));
            int at = text.indexOf(edit.replaced());
            if (at < 0 || text.indexOf(edit.replaced(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "mutant " + name + ": " + edit.file() + " must contain exactly once:\n" + edit.replaced());
            }
            texts.put(edit.file(), text.replace(edit.replaced(), edit.by()));
        }
        Map<String, String> sources = new LinkedHashMap<>();
        texts.forEach((file, text) -> sources.put(classOf(file), text));
        return sources;
    }

    private static String classOf(String file) {
        return file.substring(file.indexOf("io/balsa/"), file.length() - ".java".length())
                .replace('/', '.');
    }

    private static Mutant read(Path path) {
        String name = path.getFileName().toString().replace(SUFFIX, "");
        Reader reader = new Reader();
        text(path).lines().forEach(reader::line);
        reader.endEdit();
        String rule = reader.rule.toString().trim();
        return new Mutant(name, rule, reader.caughtBy, reader.alone, reader.plan, reader.seed, reader.edits);
    }

    /** Reads a file line by line. */
    private static final class Reader {
        private final StringBuilder rule = new StringBuilder();
        private final StringBuilder replaced = new StringBuilder();
        private final StringBuilder by = new StringBuilder();
        private final List<String> caughtBy = new ArrayList<>();
        private final Map<String, Integer> alone = new LinkedHashMap<>();
        private final List<Edit> edits = new ArrayList<>();
        private String plan = "";
        private int seed = 1;
        private String file = "";
        private StringBuilder open = rule;

        void line(String line) {
            if (line.startsWith("# ")) {
                rule.append(line.substring(2)).append(' ');
            } else if (line.startsWith("caught-by: ")) {
                caughtBy.addAll(List.of(line.substring(11).split(" ")));
            } else if (line.startsWith("checked-by: ")) {
                String[] words = line.substring(12).split(" ");
                alone.put(words[0], words.length == 1 ? 1 : Integer.parseInt(words[1]));
            } else if (line.startsWith("plan: ")) {
                plan = line.substring(6);
            } else if (line.startsWith("seed: ")) {
                seed = Integer.parseInt(line.substring(6));
            } else if (line.startsWith("file: ")) {
                endEdit();
                file = line.substring(6);
            } else if (line.equals("replace:")) {
                endEdit();
                open = replaced;
            } else if (line.equals("by:")) {
                open = by;
            } else {
                open.append(line).append('\n');
            }
        }

        void endEdit() {
            if (!replaced.isEmpty()) {
                edits.add(new Edit(file, withoutLastBreak(replaced), withoutLastBreak(by)));
            }
            replaced.setLength(0);
            by.setLength(0);
        }

        private static String withoutLastBreak(StringBuilder lines) {
            return lines.substring(0, Math.max(0, lines.length() - 1));
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("ARCHITECTURE.md"))) {
            path = path.getParent();
        }
        return path;
    }

    @Override
    public String toString() {
        return name;
    }
}
