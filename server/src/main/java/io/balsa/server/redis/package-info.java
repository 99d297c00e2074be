/**
 * The Redis server: connections, the commands and their texts. Two virtual threads per connection: one reads, submits and
 * never waits for an answer it does not need; one waits for the answers in order and sends them. The node's loop only copies
 * an answer and wakes the sender. Imports {@code resp}, {@code kv} and {@code io.balsa.api}; used by the command line.
 */
@NullMarked
package io.balsa.server.redis;

import org.jspecify.annotations.NullMarked;
