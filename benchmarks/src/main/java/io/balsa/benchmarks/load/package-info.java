/** Load on a peer's cluster, with latencies from the moment a command was due: closed loops with a window, open loops at a rate. */
@NullMarked
package io.balsa.benchmarks.load;

import org.jspecify.annotations.NullMarked;
