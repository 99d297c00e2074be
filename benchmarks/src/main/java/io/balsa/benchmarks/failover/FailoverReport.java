package io.balsa.benchmarks.failover;

import java.util.List;

/**
 * What one run of {@code bench failover} found, as it is written to disk. Times in milliseconds.
 *
 * @param electionTimeoutMs how long followers wait without word from a leader, as configured
 * @param electedMs         from each fault until another node led
 * @param firstCommitMs     from each fault until the first answer of another leader
 * @param silenceMs         the longest time without any answer, for each fault
 */
record FailoverReport(
        String peer,
        String version,
        String mode,
        String settings,
        String durability,
        String kind,
        double electionTimeoutMs,
        List<Double> electedMs,
        List<Double> firstCommitMs,
        List<Double> silenceMs) {}
