/**
 * What a simulated cluster is made of: the queue of events, chance, clocks, network, disk, and a node's process over them.
 * The parts know no scripts, no checks and no reports; {@code io.balsa.simulator} puts them together and is what an author of
 * tests uses. Public only so that the other packages of the simulator can reach them; not a stable interface. One thread.
 */
@NullMarked
package io.balsa.simulator.machine;

import org.jspecify.annotations.NullMarked;
