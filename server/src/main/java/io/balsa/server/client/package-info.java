/**
 * A small pipelining client of the Redis protocol for the demo, the chaos run and the checks. Blocking, meant for virtual
 * threads; each client belongs to one. Imports {@code resp}'s writer nowhere: it is to find that one's mistakes.
 */
@NullMarked
package io.balsa.server.client;

import org.jspecify.annotations.NullMarked;
