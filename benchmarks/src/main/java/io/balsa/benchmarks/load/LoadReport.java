package io.balsa.benchmarks.load;

import io.balsa.benchmarks.command.Subject;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * What one run of {@code bench load} found, as it is written to disk.
 *
 * @param subject who was measured
 * @param place   of the client
 * @param paces   what was measured, in order
 */
public record LoadReport(Subject subject, String place, List<PaceReport> paces) {
    /**
     * One pace.
     *
     * @param pace           as {@link Pace#word}
     * @param ratePerSec     of an open loop; 0 for a closed one
     * @param throughput     commands per second
     * @param valid          whether an open loop got what it offered
     * @param isWarm         whether the JVM of the client, and of all nodes that are in it, compiled no more when it began
     * @param cpuUs          processor time of a command over nodes and client, in microseconds
     * @param allocatedBytes by the threads of the engine, for each command; null where they cannot be told from others
     * @param p50Us          and so on: latencies in microseconds
     * @param curve          pairs of percentile and latency in microseconds
     */
    public record PaceReport(
            String pace,
            long ratePerSec,
            double throughput,
            boolean valid,
            boolean isWarm,
            double cpuUs,
            @Nullable Double allocatedBytes,
            double p50Us,
            double p99Us,
            double p999Us,
            double maxUs,
            List<double[]> curve) {
        private static final int TICKS_PER_HALF_DISTANCE = 4;
        private static final double US = 1000.0;

        static PaceReport of(Measured one) {
            return new PaceReport(
                    one.pace().word(),
                    one.pace().ratePerSec(),
                    one.throughput(),
                    one.isValid(),
                    one.isWarm(),
                    one.cpuUs(),
                    one.allocatedPerCommand(),
                    one.us(50),
                    one.us(99),
                    one.us(99.9),
                    one.us(100),
                    curve(one.latencies()));
        }

        private static List<double[]> curve(Histogram histogram) {
            List<double[]> points = new ArrayList<>();
            for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
                points.add(new double[] {value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / US});
            }
            return points;
        }
    }
}
