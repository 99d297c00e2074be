/** What the machine and Aeron cost without Balsa: every result of a cluster is read as a ratio to these. */
@NullMarked
package io.balsa.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
