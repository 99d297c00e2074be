package io.balsa.simulator.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs TLC, each time in a process of its own: it keeps everything in statics. */
final class Tlc {
    /** Where the specification is. */
    static final Path SPEC = Path.of(System.getProperty("repository.root"), "docs", "spec");

    private static final int WORKERS = Integer.getInteger("spec.workers", 2);
    private static final long PATIENCE_MINUTES = 60;
    private static final Pattern STATES = Pattern.compile("([\\d,]+) distinct states found, 0 states left");
    private static final Pattern DEPTH = Pattern.compile("depth of the complete state graph search is (\\d+)");
    private static final Pattern VIOLATED = Pattern.compile("(?:Invariant|property) (\\w+) is violated");

    private final Path scratch;

    /** {@code scratch}: a directory for whatever TLC writes. */
    Tlc(Path scratch) {
        this.scratch = scratch;
    }

    /** What TLC printed. */
    record Verdict(String output) {
        /** Everything asked for was looked at, and nothing was wrong. */
        boolean isClean() {
            return output.contains("Finished in") && !output.contains("Error:");
        }

        /** Name of the invariant or property that does not hold; empty when all do. */
        String violated() {
            Matcher matcher = VIOLATED.matcher(output);
            return matcher.find() ? matcher.group(1) : "";
        }

        /** There is a state after which nothing can happen. */
        boolean isStuck() {
            return output.contains("Error: Deadlock reached.");
        }

        /** How many states there are; 0 when not all were looked at. */
        long distinctStates() {
            Matcher matcher = STATES.matcher(output);
            return matcher.find() ? Long.parseLong(matcher.group(1).replace(",", "")) : 0;
        }

        /** Longest path, in states. */
        int depth() {
            Matcher matcher = DEPTH.matcher(output);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }
    }

    /**
     * Checks a module of {@link #SPEC}.
     *
     * @param configuration a file of TLC's
     * @param library       where modules are that are not in {@link #SPEC}
     */
    Verdict check(String module, Path configuration, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xss16m",
                "-Xmx2g",
                "-Djava.io.tmpdir=" + scratch,
                "-DTLA-Library=" + library,
                "-cp",
                jar(),
                "tlc2.TLC",
                "-nowarning",
                "-workers",
                String.valueOf(WORKERS),
                "-metadir",
                scratch.resolve("states").toString(),
                "-config",
                configuration.toString()));
        command.add(SPEC.resolve(module + ".tla").toString());
        return run(command);
    }

    private Verdict run(List<String> command) throws IOException, InterruptedException {
        Path output = scratch.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("TLC did not finish within " + PATIENCE_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Verdict(Files.readString(output));
    }

    private static String jar() {
        try {
            Class<?> main = Class.forName("tlc2.TLC", false, Tlc.class.getClassLoader());
            return Path.of(main.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException("TLC is not there; use mvn -Pspec", e);
        }
    }
}
