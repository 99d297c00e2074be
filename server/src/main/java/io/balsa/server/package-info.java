/**
 * The runnable node: a replicated key-value store over the Redis protocol, and the command line. {@code Main} is where it
 * starts. Nothing but the benchmarks may import it.
 */
@NullMarked
package io.balsa.server;

import org.jspecify.annotations.NullMarked;
