package io.balsa.benchmarks.command;

/**
 * Who was measured, in every report.
 *
 * @param peer       its name
 * @param version    of the peer
 * @param mode       of the peer
 * @param settings   what the peer was told
 * @param durability fsync or page-cache
 * @param payload    bytes of a command
 */
public record Subject(String peer, String version, String mode, String settings, String durability, int payload) {}
