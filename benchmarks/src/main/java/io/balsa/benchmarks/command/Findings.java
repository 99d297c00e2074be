package io.balsa.benchmarks.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a run finds that is no pace of a load; it is printed as it is found. One thread. */
public final class Findings {
    private final PrintWriter out;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();

    public Findings(PrintWriter out) {
        this.out = out;
    }

    /** {@code what}: with its unit. */
    public void find(String what, double value) {
        values.put(what, value);
        out.printf(Locale.ROOT, "  %-44s %,14.2f%n", what, value);
        out.flush();
    }

    /** The same measured again and again: median and range. */
    public void find(String what, List<Double> all) {
        samples.put(what, all);
        Spread spread = Spread.of(all);
        find(what + ", p50", spread.median());
        find(what + ", least", spread.least());
        find(what + ", most", spread.most());
    }

    /** What has to be known of what was found; printed only. */
    public void remark(String text) {
        out.println("  " + text);
        out.flush();
    }

    /** In nanoseconds; kept raw. */
    public void keep(String what, Histogram histogram) {
        latencies.put(what, histogram);
    }

    /** For a report. */
    public FindingsReport.Found found() {
        return new FindingsReport.Found(values, samples);
    }

    /** Writes the raw latencies beside a report, if there is to be one. */
    public void writeRaw(@Nullable Path report, String row) throws IOException {
        if (report != null) {
            for (Map.Entry<String, Histogram> raw : latencies.entrySet()) {
                ReportFiles.write(report, row + "-" + raw.getKey(), raw.getValue());
            }
        }
    }
}
