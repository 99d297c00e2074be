/**
 * A cluster of real nodes on a simulated clock, network and disk, driven by one seed, for authors of tests: start from
 * {@link io.balsa.simulator.Simulation}. Everything runs on the thread that calls; nothing here waits, and no wall clock is
 * read. The same seed, options and calls give the same run to the bit.
 */
@NullMarked
package io.balsa.simulator;

import org.jspecify.annotations.NullMarked;
