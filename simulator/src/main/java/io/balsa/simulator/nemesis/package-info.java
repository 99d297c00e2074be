/**
 * Trouble for a simulated cluster: plans of actions drawn from a seed, runs of them, and the shrinking of those that fail.
 * Start from {@link io.balsa.simulator.nemesis.Nemesis} and {@link io.balsa.simulator.nemesis.Run}. Sees the simulation as an
 * author of tests does. Runs are independent of each other and may be on any thread.
 *
 * <p>What damages a disk or empties it hits a minority of the nodes, always the same. A damaged node may refuse to start and then counts
 * as lost. A wiped one has forgotten its votes, so it must not come back as itself: it stays away for the rest of the run.
 *
 * <p>Not drawn yet: changes of membership, and with them wiped nodes that come back as somebody new; snapshots; clients that
 * repeat a call with an unknown outcome, for which it takes sessions that suppress duplicates.
 */
@NullMarked
package io.balsa.simulator.nemesis;

import org.jspecify.annotations.NullMarked;
