package io.balsa.benchmarks.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes reports as JSON, with raw histograms beside them as {@code .hdr} logs, and reads them again. */
public final class ReportFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportFiles() {}

    /** Writes {@code file}, which ends in {@code .json} and appears only once it is complete. */
    public static void write(Path file, Object report) throws IOException {
        Path unfinished = beside(file, ".unfinished");
        Files.write(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a histogram beside a report. {@code name}: of what was measured. */
    public static void write(Path report, String name, Histogram histogram) throws IOException {
        Path file = beside(report, "-" + name.replaceAll("[^\\w.]+", "-") + ".hdr");
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputIntervalHistogram(histogram);
        }
    }

    private static Path beside(Path report, String ending) throws IOException {
        Path folder = Files.createDirectories(report.toAbsolutePath().getParent());
        return folder.resolve(report.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }

    /** @throws IOException when there is no such file, or it is not of that kind */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JacksonException e) {
            throw new IOException(file + " is no report of this version: delete it, or have another directory", e);
        }
    }
}
