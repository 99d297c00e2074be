/**
 * What a run leaves behind: a hash over all that happened, to compare runs, lines for people, and lines of JSON for the specification.
 * Knows nothing of clusters. One thread.
 */
@NullMarked
package io.balsa.simulator.trace;

import org.jspecify.annotations.NullMarked;
