package io.balsa.benchmarks.floor;

import java.util.Map;

/**
 * What the machine takes for what every replication does: results of one run, by name.
 *
 * @param p50Us median latencies in microseconds
 * @param p99Us their 99th percentiles
 * @param perSec rates per second, in the unit that the name says
 */
public record FloorReport(Map<String, Double> p50Us, Map<String, Double> p99Us, Map<String, Double> perSec) {
    /** The name that ratios rest on. */
    public static final String AERON_ROUND_TRIP = "Aeron round trip, 256 bytes";
}
