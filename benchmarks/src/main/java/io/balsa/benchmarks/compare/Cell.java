package io.balsa.benchmarks.compare;

import io.balsa.benchmarks.command.Spread;
import io.balsa.benchmarks.load.LoadReport.PaceReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The repetitions of one pace of one peer in one mode.
 *
 * @param peer its name
 * @param mode it ran in
 * @param runs by repetition, one or more
 * @param repetitions of its row in that mode: more than runs where a climb ended at a lower rate
 */
record Cell(String peer, String mode, SortedMap<Integer, PaceReport> runs, int repetitions) {
    Spread spread(Metric metric) {
        return Spread.of(values(metric).values());
    }

    /** By repetition. */
    Map<Integer, Double> values(Metric metric) {
        Map<Integer, Double> values = new TreeMap<>();
        runs.forEach((repetition, run) -> values.put(repetition, metric.of(run)));
        return values;
    }

    /** Bytes that the engine's threads allocated for each command, where that is known. */
    Optional<Spread> allocated() {
        List<Double> known = runs.values().stream()
                .map(PaceReport::allocatedBytes)
                .filter(Objects::nonNull)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(Spread.of(known));
    }

    /** Whether every repetition got as far as this pace, and what it offered. */
    boolean isValid() {
        return runs.size() == repetitions && runs.values().stream().allMatch(PaceReport::valid);
    }

    /** Whether every repetition began when its JVM had compiled what it ran. */
    boolean isWarm() {
        return runs.values().stream().allMatch(PaceReport::isWarm);
    }

    /** Whether commands were refused or lost in one: its latencies say nothing then. */
    boolean isLost() {
        return runs.values().stream().anyMatch(run -> run.throughput() == 0);
    }

    /** The repetition whose median latency is the median of all: its curve stands for them. */
    PaceReport middle() {
        return runs.values().stream()
                .sorted(Comparator.comparingDouble(PaceReport::p50Us))
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
