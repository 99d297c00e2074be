package io.balsa.benchmarks.load;

import java.util.List;

/**
 * What one run of {@code bench load} found, as it is written to disk.
 *
 * @param peer       its name
 * @param version    of the peer
 * @param mode       of the peer
 * @param settings   what the peer was told
 * @param place      of the client
 * @param durability fsync or page-cache
 * @param payload    bytes of a command
 * @param paces      what was measured, in order
 */
public record LoadReport(
        String peer,
        String version,
        String mode,
        String settings,
        String place,
        String durability,
        int payload,
        List<PaceReport> paces) {
    /**
     * One pace.
     *
     * @param pace       as {@link Pace#word}
     * @param ratePerSec of an open loop; 0 for a closed one
     * @param throughput commands per second
     * @param valid      whether an open loop got what it offered
     * @param cpuUs      processor time of a command over nodes and client, in microseconds
     * @param p50Us      and so on: latencies in microseconds
     * @param curve      pairs of percentile and latency in microseconds
     */
    public record PaceReport(
            String pace,
            long ratePerSec,
            double throughput,
            boolean valid,
            double cpuUs,
            double p50Us,
            double p99Us,
            double p999Us,
            double maxUs,
            List<double[]> curve) {}
}
