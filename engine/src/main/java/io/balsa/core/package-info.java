/**
 * Raft as a function of events. Owns no thread, clock, socket, file, logger or source of randomness: time, messages,
 * commands and completions come in as calls from the loop thread, and what follows goes out through the ports of
 * {@code io.balsa.spi}. Imported by {@code io.balsa.node} and, to observe it, by the simulator.
 */
@NullMarked
package io.balsa.core;

import org.jspecify.annotations.NullMarked;
