/** Nodes in one JVM over real Aeron UDP and real journals, driven through the callback form of submit. */
@NullMarked
package io.balsa.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
