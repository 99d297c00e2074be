package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.load.LoadReport.PaceReport;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What can be asked of a cell. */
enum Metric {
    THROUGHPUT("commands/s", false, PaceReport::throughput),
    P50("p50 µs", true, PaceReport::p50Us),
    P99("p99 µs", true, PaceReport::p99Us),
    P999("p99.9 µs", true, PaceReport::p999Us),
    CPU("processor µs/command", true, PaceReport::cpuUs);

    /** In commands per second. */
    private static final long LEAST_RATE_FOR_P999 = 20_000;

    private final String title;
    private final boolean isLessBetter;
    private final ToDoubleFunction<PaceReport> value;

    Metric(String title, boolean isLessBetter, ToDoubleFunction<PaceReport> value) {
        this.title = title;
        this.isLessBetter = isLessBetter;
        this.value = value;
    }

    /** What a pace is there for. At lower rates p99.9 is a handful of commands: one stall decides, not a system. */
    static Metric of(String pace) {
        if (pace.startsWith("rate-")) {
            return Long.parseLong(pace.substring("rate-".length())) < LEAST_RATE_FOR_P999 ? P99 : P999;
        }
        return pace.equals("window-1") ? P50 : THROUGHPUT;
    }

    /** All that is judged of a pace. */
    static List<Metric> judgedOf(String pace) {
        Metric first = of(pace);
        return switch (first) {
            case P50 -> List.of(P50, P99, CPU);
            case THROUGHPUT -> List.of(THROUGHPUT, CPU);
            default -> List.of(first);
        };
    }

    /** Whether the first is at most so many times worse. */
    boolean isWithin(double times, Cell cell, Cell best) {
        double ours = cell.spread(this).median();
        double theirs = best.spread(this).median();
        return isLessBetter ? ours <= theirs * times : ours * times >= theirs;
    }

    /** With its unit. */
    String title() {
        return title;
    }

    double of(PaceReport report) {
        return value.applyAsDouble(report);
    }

    /** More is better. */
    double merit(Cell cell) {
        double median = cell.spread(this).median();
        return isLessBetter ? -median : median;
    }

    /** How many times better the first is. */
    Ratio better(Cell ours, Cell theirs) {
        return isLessBetter
                ? Ratio.of(theirs.values(this), ours.values(this))
                : Ratio.of(ours.values(this), theirs.values(this));
    }
}
