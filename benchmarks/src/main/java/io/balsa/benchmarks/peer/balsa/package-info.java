/** Balsa: nodes and clients through its public API. */
@NullMarked
package io.balsa.benchmarks.peer.balsa;

import org.jspecify.annotations.NullMarked;
