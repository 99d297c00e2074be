/** Aeron Cluster: media driver, archive, consensus module and service container of three nodes, set up as its samples do. */
@NullMarked
package io.balsa.benchmarks.peer.aeron;

import org.jspecify.annotations.NullMarked;
