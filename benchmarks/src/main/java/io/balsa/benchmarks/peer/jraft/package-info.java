/** SOFAJRaft: RocksDB log, Bolt RPC, batches of 256, blocking apply mode. */
@NullMarked
package io.balsa.benchmarks.peer.jraft;

import org.jspecify.annotations.NullMarked;
