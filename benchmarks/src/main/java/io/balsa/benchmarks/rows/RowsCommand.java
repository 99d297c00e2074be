package io.balsa.benchmarks.rows;

import io.balsa.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./balsa bench rows}. */
@Command(
        name = "rows",
        mixinStandardHelpOptions = true,
        description = "What is measured beside latency and throughput, with a process for each node: start to first"
                + " answer, replay, a follower that catches up or stands still, memory, idle nodes, a soak.")
public final class RowsCommand implements Callable<Integer> {
    @Mixin
    private RowsOptions options = new RowsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try {
            options.check();
            write(run(spec.commandLine().getOut()));
            return 0;
        } catch (IllegalArgumentException | ConfigException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IllegalStateException | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private Map<String, Map<String, Double>> run(PrintWriter out) throws Exception {
        Map<String, Map<String, Double>> found = new LinkedHashMap<>();
        for (String word : options.rows()) {
            out.printf("%s: %s %s, %s%n", word, options.peer().name(), options.mode(), options.durability());
            out.flush();
            RowRun run = new RowRun(options, out);
            Rows.of(word).row().run(run);
            found.put(word, run.found());
        }
        return found;
    }

    /**
     * What is written to disk.
     *
     * @param rows by name, what each found, by name and unit
     */
    private record Found(
            String peer,
            String version,
            String mode,
            String settings,
            String durability,
            Map<String, Map<String, Double>> rows) {}

    private void write(Map<String, Map<String, Double>> rows) throws IOException {
        Path report = options.report();
        if (report == null) {
            return;
        }
        Found found = new Found(
                options.peer().name(),
                options.peer().version(),
                options.mode(),
                options.peer().settings(options.spec(Path.of(""))),
                options.durability(),
                rows);
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, JsonMapper.builder().build().writeValueAsBytes(found));
    }
}
