package io.balsa.simulator.machine;

/**
 * What becomes of the pages that a sync should have written and that did not reach the disk when it failed. Linux takes them for
 * written: no later sync writes them unless somebody changes them before.
 */
public enum FailedSync {
    /** Any of the others; each page may also have been written before. */
    BY_CHANCE,
    /** They still wait to be written: a kinder system than Linux. */
    DIRTY,
    /** They can be read, and a power cut takes them. They may be given up at any time, and are read from the disk then. */
    CLEAN,
    /** They were given up at once. */
    DROPPED
}
