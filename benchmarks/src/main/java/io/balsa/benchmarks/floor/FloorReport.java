package io.balsa.benchmarks.floor;

import java.util.List;
import java.util.Map;

/**
 * What the machine takes for what every replication does: results of one run, by name.
 *
 * @param p50Us median latencies in microseconds
 * @param p99Us their 99th percentiles
 * @param perSec rates per second, in the unit that the name says
 */
public record FloorReport(Map<String, Double> p50Us, Map<String, Double> p99Us, Map<String, Double> perSec) {
    /** Through Balsa's transport, which turns its driver itself. */
    public static final String AERON_ROUND_TRIP = "Aeron round trip, 256 bytes";
    /** Without anything of Balsa's. */
    static final String PLAIN_ROUND_TRIP = "Aeron round trip with its own invokers, 256 bytes";
    /** The lower of these is what ratios rest on. */
    public static final List<String> AERON_ROUND_TRIPS = List.of(AERON_ROUND_TRIP, PLAIN_ROUND_TRIP);
}
