/**
 * What a run leaves behind: a hash over all that happened, to compare runs, and lines for people. Knows nothing of clusters.
 * One thread.
 */
@NullMarked
package io.balsa.simulator.trace;

import org.jspecify.annotations.NullMarked;
