package io.balsa.simulator.machine;

/**
 * What becomes at a power cut of what was written and never synced. A disk writes a sector of 512 bytes as a whole or not at
 * all: that is what the record log rests on.
 */
public enum PageCache {
    /** Every sector is kept or lost by chance, holes included, as may the names of files be. */
    BY_CHANCE,
    /** All of it is lost. */
    LOST,
    /** Some sectors were written back from front to back: a record may be torn where sectors meet. */
    TORN,
    /** All of it had just been written back. */
    KEPT
}
