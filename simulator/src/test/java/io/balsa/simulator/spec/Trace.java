package io.balsa.simulator.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a trace, held against the specification. */
record Trace(List<String> lines) {
    private static final Pattern IMPOSSIBLE = Pattern.compile(
            "^\"<<\\\\?\"impossible\\\\?\", (\\d+), \\\\?\"(\\w+)\\\\?\", (.*)>>\"$", Pattern.MULTILINE);

    /**
     * What TLC thinks of a trace.
     *
     * @param line   the first that is not explained, from 1; 0 when all are
     * @param action of the specification that would have had to happen there and could not; empty when all are explained
     * @param detail what it would have had to say, take or become, for people
     */
    record Verdict(int line, String action, String detail) {
        static final Verdict EXPLAINED = new Verdict(0, "", "");

        boolean isExplained() {
            return line == 0;
        }

        @Override
        public String toString() {
            return isExplained() ? "every line is explained" : "line " + line + ": impossible " + action + " " + detail;
        }
    }

    /** @throws IllegalStateException when an invariant does not hold, or TLC failed */
    Verdict check(Path scratch) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(scratch, "trace");
        TraceModule.write(lines, directory);
        Tlc.Verdict verdict = new Tlc(directory).check("BalsaTrace", Tlc.SPEC.resolve("BalsaTrace.cfg"), directory);
        if (!verdict.isClean()) {
            throw new IllegalStateException(verdict.output());
        }
        return verdict.depth() > lines.size() ? Verdict.EXPLAINED : rejection(verdict);
    }

    /**
     * Every guess of what a line before does not tell ends at some line; the furthest is where nothing fits. Several guesses may
     * end there, each for its own reason, and in any order: the first by name is told.
     */
    private static Verdict rejection(Tlc.Verdict verdict) {
        Matcher impossible = IMPOSSIBLE.matcher(verdict.output());
        return impossible
                .results()
                .filter(reason -> Integer.parseInt(reason.group(1)) == verdict.depth())
                .map(reason -> new Verdict(
                        verdict.depth(), reason.group(2), reason.group(3).replace("\\\"", "\"")))
                .min(Comparator.comparing(Verdict::action).thenComparing(Verdict::detail))
                .orElseThrow(() -> new IllegalStateException(
                        "nothing says why line " + verdict.depth() + "\n" + verdict.output()));
    }
}
