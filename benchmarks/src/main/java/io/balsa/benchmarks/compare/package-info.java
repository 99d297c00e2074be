/**
 * Peers side by side: every cell of a matrix is a process of its own, one after the other in turn, so that what disturbs the
 * machine disturbs all alike; results stay on disk, so that an interrupted run goes on; a report shows them all.
 */
@NullMarked
package io.balsa.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
