/**
 * What clients saw, and whether it can be true: a recorded {@code History}, the search for a linearization of it, and for runs
 * too long to be searched an {@code Oracle} that follows along. Knows nothing of clusters, clocks and threads: whoever records
 * brings the time. Each object belongs to one thread. Anybody may import it.
 */
@NullMarked
package io.balsa.simulator.history;

import org.jspecify.annotations.NullMarked;
