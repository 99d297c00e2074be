package io.balsa.benchmarks.command;

import java.util.List;
import java.util.Map;

/**
 * What one run found beside paces of a load, as it is written to disk.
 *
 * @param subject who was measured
 * @param rows    what was found, by what was measured
 */
public record FindingsReport(Subject subject, Map<String, Found> rows) {
    /**
     * Of one row.
     *
     * @param values  by name and unit, in order
     * @param samples behind those that are medians and ranges, each as it was measured
     */
    public record Found(Map<String, Double> values, Map<String, List<Double>> samples) {}
}
