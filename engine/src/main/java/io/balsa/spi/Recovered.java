package io.balsa.spi;

import java.util.List;

/**
 * What a journal held when it was opened; a function of the durable bytes alone.
 *
 * @param incarnation    life of the data directory, from 1, one higher at every open and durable before open returns
 * @param term           latest recorded term; 0 for none
 * @param votedFor       vote in that term; 0 for nobody
 * @param firstIndex     first index held; 1 for an empty journal
 * @param lastIndex      last index held; {@code firstIndex - 1} when empty
 * @param position       of the stream; what later writes count from
 * @param clusterTimeMs  highest cluster time of any entry it held, or higher; 0 for none. Time never falls along the log
 * @param runs           terms of the entries, and of the one before {@code firstIndex} unless that is 1: one run for each
 *                       stretch of equal term, in order
 * @param configurations entries of type CONFIGURATION that were not truncated, in order
 */
public record Recovered(
        long incarnation,
        long term,
        int votedFor,
        long firstIndex,
        long lastIndex,
        long position,
        long clusterTimeMs,
        List<TermRun> runs,
        List<ConfigurationEntry> configurations) {
    public Recovered {
        runs = List.copyOf(runs);
        configurations = List.copyOf(configurations);
    }

    /** Entries from {@code firstIndex} up to the next run's first index, exclusive, have this term. */
    public record TermRun(long firstIndex, long term) {}

    /**
     * @param payload template {@code Configuration} without a header
     */
    public record ConfigurationEntry(long index, byte[] payload) {}

    /** A journal that never held anything. */
    public static Recovered empty(long incarnation) {
        return new Recovered(incarnation, 0, 0, 1, 0, 0, 0, List.of(), List.of());
    }
}
