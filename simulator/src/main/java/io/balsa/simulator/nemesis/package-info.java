/**
 * Trouble for a simulated cluster: plans of actions drawn from a seed, runs of them, and the shrinking of those that fail.
 * Start from {@link io.balsa.simulator.nemesis.Nemesis} and {@link io.balsa.simulator.nemesis.Run}. Sees the simulation as an
 * author of tests does. Runs are independent of each other and may be on any thread.
 *
 * <p>Not drawn yet: wipes, because only a change of membership could bring such a node back; disks that lie about what they
 * synced, which the journal does not claim to survive; other configurations at a restart.
 */
@NullMarked
package io.balsa.simulator.nemesis;

import org.jspecify.annotations.NullMarked;
