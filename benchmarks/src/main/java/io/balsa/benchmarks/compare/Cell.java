package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.load.LoadReport.PaceReport;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The repetitions of one pace of one peer in one mode.
 *
 * @param peer its name
 * @param mode it ran in
 * @param runs its repetitions, one or more
 */
record Cell(String peer, String mode, List<PaceReport> runs) {
    Spread throughput() {
        return Spread.of(runs, PaceReport::throughput);
    }

    Spread p50() {
        return Spread.of(runs, PaceReport::p50Us);
    }

    Spread p99() {
        return Spread.of(runs, PaceReport::p99Us);
    }

    Spread p999() {
        return Spread.of(runs, PaceReport::p999Us);
    }

    Spread cpu() {
        return Spread.of(runs, PaceReport::cpuUs);
    }

    /** Whether every repetition got what it offered. */
    boolean isValid() {
        return runs.stream().allMatch(PaceReport::valid);
    }

    /** The repetition whose median latency is the median of all: its curve stands for them. */
    PaceReport middle() {
        List<PaceReport> sorted = runs.stream()
                .sorted(Comparator.comparingDouble(PaceReport::p50Us))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Median and range of some repetitions. */
    record Spread(double median, double least, double most) {
        static Spread of(List<PaceReport> runs, ToDoubleFunction<PaceReport> value) {
            double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }
}
