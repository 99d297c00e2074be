/**
 * Aeron Cluster: media driver, archive, consensus module and service container of three nodes, set up as its samples do, but for
 * the log's flow control, which is Aeron's default: no follower falls behind here, and there was more of it without.
 */
@NullMarked
package io.balsa.benchmarks.peer.aeron;

import org.jspecify.annotations.NullMarked;
