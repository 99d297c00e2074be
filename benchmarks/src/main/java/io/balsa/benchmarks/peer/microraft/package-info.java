/** MicroRaft, which brings neither network nor storage: messages are handed over in the process, the log is in memory. */
@NullMarked
package io.balsa.benchmarks.peer.microraft;

import org.jspecify.annotations.NullMarked;
