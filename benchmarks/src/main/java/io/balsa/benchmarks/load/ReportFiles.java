package io.balsa.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run's report as JSON, with the raw histograms beside it as {@code .hdr} logs, and reads it again. */
public final class ReportFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TICKS_PER_HALF_DISTANCE = 4;
    private static final double US = 1000.0;

    private ReportFiles() {}

    /**
     * Writes {@code file} and, beside it, a file for each histogram.
     *
     * @param file ends in {@code .json}; appears only once it is complete
     */
    public static void write(Path file, LoadReport report, List<Measured> measured) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        String name = nameOf(file);
        for (Measured one : measured) {
            writeHistogram(folder.resolve(name + "-" + one.pace().word() + ".hdr"), one.latencies());
        }
        Path unfinished = folder.resolve(name + ".unfinished");
        Files.write(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private static void writeHistogram(Path file, Histogram histogram) throws IOException {
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, java.nio.charset.StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputIntervalHistogram(histogram);
        }
    }

    /** @throws IOException when there is no such file */
    public static LoadReport read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), LoadReport.class);
    }

    /** The lines of a report. */
    static List<LoadReport.PaceReport> paces(List<Measured> measured) {
        return measured.stream().map(ReportFiles::pace).toList();
    }

    private static LoadReport.PaceReport pace(Measured one) {
        return new LoadReport.PaceReport(
                one.pace().word(),
                one.pace().ratePerSec(),
                one.throughput(),
                one.isValid(),
                one.cpuUs(),
                one.us(50),
                one.us(99),
                one.us(99.9),
                one.us(100),
                curve(one.latencies()));
    }

    private static List<double[]> curve(Histogram histogram) {
        List<double[]> points = new ArrayList<>();
        for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
            points.add(new double[] {value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / US});
        }
        return points;
    }
}
