package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.load.LoadReport.PaceReport;
import java.util.function.ToDoubleFunction;

/** What can be asked of a cell. */
enum Metric {
    THROUGHPUT("commands/s", false, PaceReport::throughput),
    P50("p50 µs", true, PaceReport::p50Us),
    P99("p99 µs", true, PaceReport::p99Us),
    P999("p99.9 µs", true, PaceReport::p999Us),
    CPU("processor µs/command", true, PaceReport::cpuUs);

    private final String title;
    private final boolean isLessBetter;
    private final ToDoubleFunction<PaceReport> value;

    Metric(String title, boolean isLessBetter, ToDoubleFunction<PaceReport> value) {
        this.title = title;
        this.isLessBetter = isLessBetter;
        this.value = value;
    }

    /** What a pace is there for. */
    static Metric of(String pace) {
        if (pace.equals("window-1")) {
            return P50;
        }
        return pace.startsWith("window") ? THROUGHPUT : P999;
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
