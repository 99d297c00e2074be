/**
 * Nodes in processes of their own: what runs in such a process ({@link io.balsa.benchmarks.process.NodeMain}), who starts,
 * asks and ends it, and the grounds that they stand on, some of which can take a node's network or disk away.
 */
@NullMarked
package io.balsa.benchmarks.process;

import org.jspecify.annotations.NullMarked;
