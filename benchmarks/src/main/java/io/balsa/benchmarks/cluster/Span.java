package io.balsa.benchmarks.cluster;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was measured in a stretch of time, or in many of them together. */
final class Span {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double SECOND_NS = 1e9;

    private final Histogram latencies = new Histogram(Caller.MOST_NS, Caller.SIGNIFICANT_DIGITS);
    private long commands;
    private long ns;
    private int parts;

    void add(Histogram latenciesOfPart, long commandsOfPart, long nsOfPart) {
        latencies.add(latenciesOfPart);
        commands += commandsOfPart;
        ns += nsOfPart;
        parts++;
    }

    /** How many stretches. */
    int parts() {
        return parts;
    }

    long commands() {
        return commands;
    }

    /** Median latency in nanoseconds. */
    long medianNs() {
        return latencies.getValueAtPercentile(50);
    }

    String throughput() {
        return String.format(Locale.ROOT, "%,.0f", ns == 0 ? 0 : commands * SECOND_NS / ns);
    }

    String latency() {
        return percentiles(latencies);
    }

    /** In microseconds. */
    static String percentiles(Histogram histogram) {
        StringBuilder text = new StringBuilder();
        for (double percentile : PERCENTILES) {
            double us = histogram.getValueAtPercentile(percentile) / 1000.0;
            String name = Double.toString(percentile).replaceFirst("\\.0$", "");
            text.append(String.format(Locale.ROOT, "p%s %.1f  ", name, us));
        }
        return text.append(String.format(Locale.ROOT, "max %.0f us", histogram.getMaxValue() / 1000.0))
                .toString();
    }
}
