package io.balsa.simulator;

/**
 * How long things take while nothing is wrong.
 *
 * @param tick     between two turns of an idle loop; drawn once for each simulation
 * @param reaction from something that arrived to the turn that sees it
 * @param turn     a turn of the loop
 * @param delay    a frame on the network
 * @param sync     a sync of the disk
 * @param read     a cold read, or the deletion of a file
 */
public record Timing(Range tick, Range reaction, Range turn, Range delay, Range sync, Range read) {
    /** A local network and an ordinary disk. */
    public static final Timing DEFAULT = new Timing(
            Range.ofMicros(1_000, 10_000),
            Range.ofMicros(0, 100),
            Range.ofMicros(1, 20),
            Range.ofMicros(50, 500),
            Range.ofMicros(100, 2_000),
            Range.ofMicros(50, 1_000));
}
